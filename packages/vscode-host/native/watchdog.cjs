// Stands in for the native part of @vscode/native-watchdog: ends the extension host when its parent is gone.
const periodMs = 2000;

exports.start = (parent) => {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, periodMs).unref();
};

exports.exit = (code) => process.exit(code);
