import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compress } from "./build/compress.ts";

const server = process.env.HIVEMIND_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), tailwind(), compress(fileURLToPath(new URL("dist", import.meta.url)))],
  resolve: { alias: { "@hivemind/client": fileURLToPath(new URL("../../sdk/typescript/src/index.ts", import.meta.url)) } },
  build: {
    target: "es2022",
    // Everything is a file: the policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  server: { proxy: { "/ws": { target: server, ws: true }, "/api": server, "/health": server, "/docs": server, "/openapi.json": server } },
});
