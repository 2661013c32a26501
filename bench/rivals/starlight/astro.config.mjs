// Starlight as `npm create astro` sets it up, with two locales; its search (Pagefind) is on by default.
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://bench.example",
  integrations: [
    starlight({
      title: "Benchmark",
      defaultLocale: "en",
      locales: { en: { label: "English" }, ru: { label: "Русский" } },
    }),
  ],
});
