// Stands in for @vscode/spdlog, whose native part is not compiled here: without it, output channels stay empty.
const { appendFileSync, mkdirSync } = require("node:fs");
const paths = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical", "off"];

class Logger {
  constructor(_type, _name, path) {
    this.path = path;
    this.level = 2;
    this.formatted = true;
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {}

  clearFormatters() {
    this.formatted = false;
  }

  flush() {}

  drop() {}

  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace("T", " ").slice(0, -1);
    const line = this.formatted ? `${time} [${levels[level]}] ${message}\n` : message;
    try {
      appendFileSync(this.path, line);
    } catch {
      // A log that cannot be written must not stop what is logged.
    }
  }

  trace(message) {
    this.write(0, message);
  }

  debug(message) {
    this.write(1, message);
  }

  info(message) {
    this.write(2, message);
  }

  warn(message) {
    this.write(3, message);
  }

  error(message) {
    this.write(4, message);
  }

  critical(message) {
    this.write(5, message);
  }
}

async function createLogger(type, name, path) {
  mkdirSync(paths.dirname(path), { recursive: true });
  return new Logger(type, name, path);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = (name, path) => createLogger("rotating", name, path);
exports.createAsyncRotatingLogger = (name, path) => createLogger("rotating_async", name, path);
