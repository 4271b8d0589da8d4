#pragma once

#include "rules/judge.hpp"
#include "tests/support/bouw.hpp"
#include "xsd/model/facts.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A past and a contract for unit tests of levels 3 and 4: what `bouw` declares on exists, and nothing was declared before.
namespace zaak {

inline constexpr char const* vandaag = "2026-05-10";

inline model::ToewijzingFact toewijzing(std::int64_t nummer = 1001) {
    model::ToewijzingFact t;
    t.nummer = nummer;
    t.bsn = bouw::bsn_1;
    t.aanbieder = "42420001";
    t.product = model::Product{"02", "02A16"};
    t.ingangsdatum = bouw::dag("2026-01-01");
    t.einddatum = bouw::dag("2026-12-31");
    t.omvang = model::Omvang{3, "04", "2"};
    return t;
}

inline std::shared_ptr<model::Contract> contract() {
    auto c = std::make_shared<model::Contract>();
    c->naam = "basis";
    c->versie = "1";
    c->geldig = {bouw::dag("2021-01-01"), std::nullopt};
    c->gemeenten = {{"0384", "Diemen", c->geldig, "gemeenten.csv:2"}};
    c->producten = {{model::Domein::wmo, "02", "02A16", "Begeleiding", "04", c->geldig, "producten.csv:2"},
                    {model::Domein::wmo, "02", "02A17", "Begeleiding speciaal", "04", c->geldig, "producten.csv:3"}};
    c->tarieven = {{model::Domein::wmo, "02A16", "04", "", {7000}, c->geldig, "tarieven.csv:2"}};
    return c;
}

/// A toewijzing in the facts, to be changed; the one of before is gone.
inline model::ToewijzingFact& nieuw(model::Facts& f, std::int64_t nummer, model::ToewijzingFact feit) {
    auto eigen = std::make_shared<model::ToewijzingFact>(std::move(feit));
    f.toewijzingen.zet(nummer, eigen);
    return *eigen;
}
inline model::ToewijzingFact& eigen(model::Facts& f, std::int64_t nummer) { return nieuw(f, nummer, *f.toewijzing(nummer)); }

inline model::Facts feiten() {
    model::Facts f;
    f.toewijzingen.zet(1001, toewijzing());
    f.clienten.insert(bouw::bsn_1);
    f.contract = contract();
    return f;
}

/// Makes a debet of March 2026 known as toegekend.
inline void toegekend(model::Facts& f, std::string const& referentie, model::Prestatie const& p) {
    f.referenties[referentie] = {true, true, false, p.toewijzing_nummer, p.product_periode.period(), p.product_categorie, p.product_code};
    eigen(f, p.toewijzing_nummer)
        .debetten.push_back({referentie, p.product_periode.period(), p.product_categorie, p.product_code, p.eenheid, p.geleverd_volume,
                             p.ingediend_bedrag.bedrag});
}

/// Makes a live start of toewijzing 1001 known, by default that of `bouw::start_product`.
inline void gestart(model::Facts& f, char const* begin = "2026-01-10", std::optional<std::int64_t> nummer = 1001) {
    f.leveringen.push_back({false, nummer, model::Product{"02", "02A16"}, bouw::dag(begin), {}, std::nullopt});
}

/// Makes a live stop of that start known.
inline void gestopt(model::Facts& f, model::Code reden, char const* einde, char const* begin = "2026-01-10",
                    std::optional<std::int64_t> nummer = 1001) {
    f.leveringen.push_back({true, nummer, model::Product{"02", "02A16"}, bouw::dag(begin), reden, bouw::dag(einde)});
}

/// Makes a verzoek of the client known.
inline model::VerzoekFact& verzoek(model::Facts& f, std::string const& referentie, bool wijziging = false) {
    auto& v = f.verzoeken[referentie];
    v.bsn = bouw::bsn_1;
    v.wijziging = wijziging;
    return v;
}

/// "TR321 9321 /Bericht/...", one per finding.
inline std::vector<std::string> gevonden(model::Verdict const& verdict) {
    std::vector<std::string> lines;
    for (auto const& b : verdict.bevindingen) lines.push_back(fmt::format("{} {} {}", b.regel, b.retourcode.view(), b.xpath));
    return lines;
}

inline model::Verdict oordeel(model::Message const& bericht, model::Facts const& f) { return rules::judge(bericht, f, bouw::dag(vandaag)); }

} // namespace zaak
