// What the core uses of undici, and nothing of the rest: its main module loads all of it, which takes longer
// than a whole command. The bundle has this in undici's place.
module.exports = { Client: require("undici/lib/dispatcher/client.js") };
