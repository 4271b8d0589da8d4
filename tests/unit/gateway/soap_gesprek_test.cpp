#include "tests/unit/gateway/soap_wereld.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>

/// Whole conversations of the scenarios, once bare and once in envelopes: the decisions and answers must be the same, byte for byte.
using namespace gateway;
using namespace soap_wereld;

namespace {

namespace fs = std::filesystem;

std::string waarde(std::string const& text, std::string_view sleutel) {
    auto const at = text.find(fmt::format("\n{}: ", sleutel));
    if (at == std::string::npos) return {};
    auto const begin = at + sleutel.size() + 3;
    return text.substr(begin, text.find('\n', begin) - begin);
}

/// The row that a retour answers: that of the message whose Identificatie it repeats.
std::string heen_van(Wereld& w, model::Message const& retour) {
    auto const reader = w.lezer();
    for (auto const& uit : w.uit()) {
        if (uit.stuk != store::UitStuk::bericht || !uit.soort || model::antwoord_op(*uit.soort) != retour.soort) continue;
        auto const bericht = reader->bericht(uit.bericht);
        REQUIRE(bericht);
        if ((*bericht)->identificatie == model::header(retour).bericht_identificatie.identificatie) return uit.referentienummer;
    }
    return {};
}

struct Telling {
    std::map<std::string, int> soorten;
    int fouten = 0;
};

void voer_op(fs::path const& map, Telling& telling) {
    auto const tekst = "\n" + file(map / "case.txt");
    auto const dag = model::parse_date(waarde(tekst, "vandaag"));
    REQUIRE(dag);
    Wereld kaal(*dag);
    Wereld omhuld(*dag);
    std::vector<fs::path> stappen;
    for (auto const& entry : fs::directory_iterator(map))
        if (entry.path().filename().string().ends_with("-in.xml")) stappen.push_back(entry.path());
    std::ranges::sort(stappen);
    int n = 0;
    for (auto const& stap : stappen) {
        CAPTURE(stap.string());
        auto const payload = file(stap);
        auto const gelezen = kaal.pipeline.read(std::as_bytes(std::span(payload)));
        if (!gelezen.soort) continue;
        auto envelop = omhuld.envelop(payload, ++n);
        if (gelezen.inhoud && gelezen.release && envelop.berichtcode == model::Berichtcode::du01) {
            envelop.cross_refnummer = heen_van(omhuld, *gelezen.inhoud);
            if (envelop.cross_refnummer.empty()) continue; // nothing to refer to: another test
        } else if (envelop.berichtcode == model::Berichtcode::du01) {
            continue;
        }
        auto const ingenomen = omhuld.neem(envelop);
        if (ingenomen.fout) {
            // The versions of an envelope are those of its release; a payload that names others is told so at the gate.
            FAIL(ingenomen.fout->code, " ", ingenomen.fout->omschrijving);
        }
        REQUIRE(ingenomen.besluit);
        Antwoord bare;
        REQUIRE(kaal.opslag().transact([&](store::Transaction& tx) -> model::Result<void> {
            auto made = kaal.pipeline.decide(tx, gelezen, {kaal.nu_ms, *dag}, "cli", false);
            if (!made) return std::unexpected(made.error());
            bare = std::move(*made);
            return {};
        }));
        CHECK(ingenomen.besluit->besluit_json == bare.besluit_json);
        CHECK(ingenomen.besluit->retour_xml == bare.retour_xml);
        CHECK(ingenomen.besluit->uitkomst == bare.uitkomst);
        ++telling.soorten[envelop.functie];
        if (bare.uitkomst != model::Uitkomst::goedgekeurd) ++telling.fouten;
        if (bare.retour_xml.empty() || bare.herhaald) continue;
        auto const rows = omhuld.uit();
        auto const uit = std::ranges::find_if(rows, [&](store::Uit const& row) { return row.stuk == store::UitStuk::retour && row.bericht == bare.id; });
        REQUIRE(uit != rows.end());
        Link link;
        auto const made = soap::envelop_van(*omhuld.lezer(), *schemas(), *uit, link);
        REQUIRE_MESSAGE(made, made.error().context);
        auto const terug = xsd::read_envelop(envelop_schemas(), std::as_bytes(std::span(made->body)));
        REQUIRE(terug);
        CHECK(terug->inhoud == bare.retour_xml);
        CHECK(terug->cross_refnummer == envelop.referentienummer);
        CHECK(terug->functie == model::to_string(*uit->soort));
        ++telling.soorten[terug->functie];
    }
}

} // namespace

TEST_CASE("conversations in envelopes end in the decisions and answers of the bare messages") {
    Telling telling;
    int maps = 0;
    std::vector<fs::path> alle;
    for (auto const& entry : fs::directory_iterator("tests/scenarios"))
        if (entry.is_directory() && fs::exists(entry.path() / "case.txt")) alle.push_back(entry.path());
    std::ranges::sort(alle);
    for (auto const& map : alle) {
        auto const name = map.filename().string();
        // A part of them, the same at every run, beside all examples, and without their bundles: the scenarios themselves run elsewhere.
        bool const gekozen = name.starts_with("VOORBEELD") || name.starts_with("IV") || ++maps % 12 == 0;
        if (!gekozen) continue;
        CAPTURE(name);
        voer_op(map, telling);
    }
    std::string missing;
    for (auto const* domein : {"WMO", "JW"})
        for (auto const nummer : {301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325})
            if (auto const soort = fmt::format("{}{}", domein, nummer); telling.soorten[soort] == 0) missing += soort + " ";
    CHECK(missing == "");
    CHECK(telling.fouten > 5);
}
