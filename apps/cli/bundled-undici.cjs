// What the core uses of undici, and nothing of the rest: its main module loads all of it, which takes longer
// than a whole command. The bundle has this in undici's place.
const Agent = require("undici/lib/dispatcher/agent.js");
const request = require("undici/lib/api/api-request.js");
const buildConnector = require("undici/lib/core/connect.js");

module.exports = {
  Agent,
  buildConnector,
  request: (address, { dispatcher, ...options }) => {
    const { origin, pathname, search } = new URL(address);
    return request.call(dispatcher, { ...options, origin, path: pathname + search });
  },
};
