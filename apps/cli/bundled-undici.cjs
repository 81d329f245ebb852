// What the core uses of undici, and nothing of the rest: its main module loads all of it, which takes longer
// than a whole command. The bundle has this in undici's place.
const Client = require("undici/lib/dispatcher/client.js");

// The main module gives it this, among others.
Client.prototype.connect = require("undici/lib/api/api-connect.js");

module.exports = { Client };
