import { defineSetCommand } from "./set-model.ts";

export default defineSetCommand("set-image", "imageModel", "image model");
