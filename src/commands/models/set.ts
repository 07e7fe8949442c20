import { defineSetCommand } from "./set-model.ts";

export default defineSetCommand("set", "model", "default model");
