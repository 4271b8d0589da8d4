import { expect, test } from "vitest";

import { locate, toewijzingnummers } from "../../src/lib/xml_place";

const xml = `<?xml version="1.0"?>
<a:Bericht xmlns:a="x">
  <!-- <a:Client> is not one -->
  <a:Clienten>
    <a:Client a="1 > 0"><a:Bsn>1</a:Bsn><a:ToewijzingNummer>0012</a:ToewijzingNummer></a:Client>
    <a:Client><a:Bsn>2</a:Bsn><a:Leeg/><a:ToewijzingNummer>12</a:ToewijzingNummer></a:Client>
  </a:Clienten>
</a:Bericht>`;

function found(path: string) {
  const range = locate(xml, path);
  return range && [xml.slice(range.start, range.end), range.exact];
}

test("an element is found by the place of a finding", () => {
  expect(found("/Bericht/Clienten/Client[2]/Bsn")).toEqual(["<a:Bsn>2</a:Bsn>", true]);
  expect(found("/Bericht/Clienten/Client/Bsn")).toEqual(["<a:Bsn>1</a:Bsn>", true]);
  expect(found("/Bericht[1]/Clienten[1]/Client[2]/Leeg[1]")).toEqual(["<a:Leeg/>", true]);
  expect(found("/Bericht/Clienten/Client[1]")?.[0]).toMatch(/^<a:Client a="1 > 0">.*<\/a:Client>$/);
});

test("of what is missing the nearest element around it is shown", () => {
  expect(found("/Bericht/Clienten/Client[2]/Einddatum")).toEqual(["<a:Client>", false]);
  expect(found("/Bericht/Clienten/Client[3]")).toEqual(["<a:Clienten>", false]);
  expect(found("/Iets/Anders")).toBeUndefined();
  expect(locate("geen xml", "/Bericht")).toBeUndefined();
  expect(locate("</a><Bericht>", "/Bericht")).toBeUndefined();
});

test("toewijzingnummers are named once", () => {
  expect(toewijzingnummers(xml)).toEqual(["12"]);
});
