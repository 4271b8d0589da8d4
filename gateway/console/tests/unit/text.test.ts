import { describe, expect, it } from "vitest";

import { cursorOf } from "../../src/api/queries";
import { addDays, daysFrom } from "../../src/lib/days";
import { place } from "../../src/lib/place";
import { berichtsoort, csvCell, csvEuro, date, dayInWords, euro, werkdagen } from "../../src/lib/text";
import { link } from "../../src/lib/url_state";

describe("text for people", () => {
  it("writes amounts from whole cents", () => {
    expect(euro(123456)).toBe("€\u00a01.234,56");
    expect(csvEuro(-5)).toBe("-0,05");
    expect(csvEuro(100000)).toBe("1000,00");
  });
  it("writes days and deadlines", () => {
    expect(date("2026-07-01")).toBe("01-07-2026");
    expect(date(null)).toBe("");
    expect(dayInWords("2026-06-05")).toBe("vr 5 juni 2026");
    expect(dayInWords("2026-13-05")).toBe("");
    expect(werkdagen(-1)).toBe("1 werkdag te laat");
    expect(werkdagen(0)).toBe("vandaag");
    expect(werkdagen(3)).toBe("nog 3 werkdagen");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysFrom("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  });
  it("names kinds of messages", () => {
    expect(berichtsoort("JW323")).toBe("declaratie (JW323)");
    expect(berichtsoort(null)).toBe("onbekend bericht");
  });
  it("says a place in words", () => {
    expect(place("/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]/GeleverdVolume")).toBe("cliënt 2, prestatie 1, GeleverdVolume");
    expect(place("/Bericht/Declaratie/Clienten/Client[12]/Prestaties/Prestatie[3]")).toBe("cliënt 12, prestatie 3");
    expect(place("/Bericht")).toBe("het hele bericht");
  });
});

describe("CSV", () => {
  it("keeps separators and quotes inside a cell", () => {
    expect(csvCell('a;"b"')).toBe('"a;""b"""');
    expect(csvCell(null)).toBe("");
  });
  it("is no formula for a spreadsheet", () => {
    for (const evil of ["=1+1", "+1", "-1", "@x", "\tx"]) expect(csvCell(evil)).toMatch(/^"?'/);
    expect(csvCell(-1)).toBe("-1");
  });
});

describe("addresses", () => {
  it("leave out what is not there", () => {
    expect(link("/afkeur", { van: "2026-01-01", regel: null, tot: undefined })).toBe("/afkeur?van=2026-01-01");
    expect(link("/afkeur")).toBe("/afkeur");
  });
  it("lead to the next page", () => {
    expect(cursorOf("/v1/bevindingen?aantal=2&vanaf=628_2", "vanaf")).toBe("628_2");
    expect(cursorOf(null, "vanaf")).toBeUndefined();
  });
});
