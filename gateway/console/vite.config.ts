import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** `npm run dev` shows the sources with the data of a running daemon. */
const daemon = process.env["KETENPOORT_URL"] ?? "http://127.0.0.1:8480";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  build: {
    target: "es2022",
    manifest: true,
    // The content security policy takes no data: addresses, so nothing may be written into the stylesheet.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/v1": daemon } },
  test: { include: ["tests/unit/**/*.test.ts"], environment: "node" },
});
