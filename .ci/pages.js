// Checks HTML pages with axe-core in Chromium, and that no page is wider than its window. Usage: node pages.js PAGE…
"use strict";
const fs = require("fs");
const path = require("path");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
let failures = 0;

async function check(browser, page, scheme, width) {
  const tab = await browser.newPage();
  await tab.setBypassCSP(true);
  await tab.setViewport({ width, height: 800 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.goto(`file://${path.resolve(page)}`);
  const problems = [];
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) problems.push(`${wide} pixels wider than the window`);
  // A search for the last event leaves that event alone.
  const left = await tab.evaluate(() => {
    const names = [...document.querySelectorAll(".overview a")];
    const search = document.getElementById("search");
    search.value = names.at(-1).textContent;
    search.dispatchEvent(new Event("input", { bubbles: true }));
    const left = document.querySelectorAll(".event:not([hidden])").length;
    search.value = "";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    return [names.length, left, document.querySelectorAll(".event:not([hidden])").length];
  });
  if (left[1] !== 1 || left[0] !== left[2]) problems.push(`the search shows ${left} events`);
  await tab.evaluate(axe);
  const result = await tab.evaluate(() => globalThis.axe.run());
  for (const it of result.violations) problems.push(`${it.id}: ${it.help}: ${it.nodes[0].html}`);
  await tab.close();
  failures += problems.length;
  const rules = `${result.passes.length} rules of axe-core passed`;
  console.log(`pages: ${page}, ${width} pixels, ${scheme}: ${problems.join("\n    ") || rules}`);
}

(async () => {
  const options = { executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] };
  const browser = await puppeteer.launch(options);
  for (const page of process.argv.slice(2)) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [360, 1200]) await check(browser, page, scheme, width);
    }
  }
  await browser.close();
  process.exit(failures > 0 ? 1 : 0);
})();
