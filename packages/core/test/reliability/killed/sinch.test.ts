import { killedAt } from "./killed-at.js";

killedAt("sinch");
