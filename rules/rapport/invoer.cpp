#include "rules/rapport/invoer.hpp"

#include "rules/contract/fields.hpp"
#include "xsd/model/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace rules::rapport {
namespace {

using enum Eenheid;

constexpr auto voorschot = std::to_array<InvoerKolom>(
    {{"gemeente", gemeente}, {"aanbieder", aanbieder}, {"bedrag", centen}, {"perceel", tekst, false}, {"afgesproken", centen, false}});
constexpr auto inwoners = std::to_array<InvoerKolom>({{"gemeente", gemeente}, {"aantal", aantal}});
constexpr auto potten = std::to_array<InvoerKolom>({{"pot", tekst}, {"bedrag", centen}});
constexpr auto index = std::to_array<InvoerKolom>(
    {{"jaar", aantal}, {"onderdeel", tekst}, {"gewicht", basispunten}, {"voorlopig", basispunten}, {"definitief", basispunten, false}});
constexpr auto plekken =
    std::to_array<InvoerKolom>({{"capaciteit", tekst}, {"prijs", centen}, {"leeg_van", datum, false}, {"leeg_tot", datum, false}});
constexpr auto aanbieders = std::to_array<InvoerKolom>({{"aanbieder", aanbieder}, {"klasse", tekst}});
constexpr auto metingen = std::to_array<InvoerKolom>(
    {{"aanbieder", aanbieder}, {"meting", tekst}, {"onderdeel", tekst}, {"score", honderdsten}, {"aantal", aantal}});
constexpr auto klachten =
    std::to_array<InvoerKolom>({{"soort", tekst}, {"aantal", aantal}, {"clienten", aantal, false}, {"aanbieder", aanbieder, false}});
constexpr auto betalingen =
    std::to_array<InvoerKolom>({{"gemeente", gemeente}, {"aanbieder", aanbieder}, {"datum", datum}, {"bedrag", centen}});
constexpr auto begroting =
    std::to_array<InvoerKolom>({{"post", tekst}, {"begroot", centen}, {"werkelijk", centen, false}, {"eenmalig", centen, false}});
constexpr auto doelen = std::to_array<InvoerKolom>(
    {{"nummer", tekst}, {"niveau", tekst}, {"datum", datum, false}, {"hangt_af_van", tekst, false}, {"gehaald", tekst, false}});
constexpr auto gebruik =
    std::to_array<InvoerKolom>({{"gemeente", gemeente}, {"peildatum", datum}, {"algemeen", aantal}, {"maatwerk", aantal}});
constexpr auto grenzen = std::to_array<InvoerKolom>({{"perceel", tekst}, {"bedrag", centen}});

constexpr auto vormen = std::to_array<Invoervorm>({
    {"aanbieders", "grootteklasse van een aanbieder (C10): groot, middelgroot of klein", aanbieders},
    {"begroting", "begroting van een programma of uitvoeringsorganisatie (C25)", begroting},
    {"betalingen", "wat gemeenten hebben betaald (C23)", betalingen},
    {"doelen", "doelenregister (C28); hangt_af_van: nummers met een spatie ertussen; gehaald: ja of nee", doelen},
    {"gebruik", "gebruik van algemene en maatwerkvoorzieningen op een peildatum (C19)", gebruik},
    {"grenzen", "grens aan de kosten per cliënt, per perceel (C03)", grenzen},
    {"index", "index per jaar en kostensoort, percentages; definitief leeg zolang die er niet is (C09)", index},
    {"inwoners", "inwoners per gemeente, de sleutel van een kostenverdeling (C13)", inwoners},
    {"klachten", "klachten, signalen en calamiteiten (C20)", klachten},
    {"metingen", "cliëntmetingen T1, T2, T3 per onderdeel: gemiddelde score en hoeveel cliënten (C17)", metingen},
    {"plekken", "prijs per plek en jaar, en wanneer er een leegstond (C07)", plekken},
    {"potten", "kosten die gemeenten delen, per pot, zonder btw (C13)", potten},
    {"voorschot", "voorschotten per gemeente en aanbieder; afgesproken leeg: het voorschot (C04, C05)", voorschot},
});

/// "1234,5" with at most two decimals, in hundredths; points between thousands are not taken, a minus is.
std::optional<std::int64_t> honderdste(std::string_view text) {
    bool const min = text.starts_with('-');
    if (min) text.remove_prefix(1);
    auto const komma = text.find(',');
    auto const heel = text.substr(0, komma);
    auto const rest = komma == std::string_view::npos ? std::string_view() : text.substr(komma + 1);
    auto const cijfers = [](std::string_view s) { return std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; }); };
    if (heel.empty() || heel.size() > 12 || !cijfers(heel) || !cijfers(rest) || rest.size() > 2 ||
        (komma != std::string_view::npos && rest.empty()))
        return std::nullopt;
    std::int64_t value = 0;
    for (char const c : heel) value = value * 10 + (c - '0');
    value *= 100;
    if (!rest.empty()) value += (rest[0] - '0') * 10;
    if (rest.size() > 1) value += rest[1] - '0';
    return min ? -value : value;
}

class Lezer {
public:
    Lezer(Invoervorm const& vorm, std::string const& bestand, std::span<std::string const> gemeenten)
        : vorm_(vorm), bestand_(bestand), gemeenten_(gemeenten), fields_(bestand_, fouten_) {}

    std::expected<Invoer, std::vector<model::Fout>> read(std::string_view bytes) {
        std::vector<std::string_view> namen;
        for (auto const& kolom : vorm_.kolommen) namen.push_back(kolom.naam);
        auto const verplicht = std::ranges::count_if(vorm_.kolommen, &InvoerKolom::verplicht);
        Invoer invoer;
        invoer.vorm = &vorm_;
        invoer.bestand = bestand_;
        invoer.sha256 = model::sha256_hex(bytes);
        for (auto const& rij : model::read_csv(bestand_, bytes, namen, fouten_, static_cast<std::size_t>(verplicht))) {
            auto& regel = invoer.regels.emplace_back();
            regel.lijn = rij.lijn;
            for (std::size_t i = 0; i < vorm_.kolommen.size(); ++i) regel.cellen.push_back(cel(rij, i));
        }
        if (fouten_.empty() && invoer.regels.empty())
            fouten_.push_back({bestand_, 0, 0, "", vorm_tekst(vorm_), "Het bestand heeft geen regels onder de kop."});
        if (!fouten_.empty()) return std::unexpected(std::move(fouten_));
        return invoer;
    }

private:
    Waarde cel(model::Rij const& rij, std::size_t i) {
        auto const& kolom = vorm_.kolommen[i];
        auto const& text = rij.cellen[i].tekst;
        if (text.empty()) {
            if (kolom.verplicht) fields_.fault(rij, i, "een waarde", fmt::format("De kolom {} is hier leeg.", kolom.naam));
            return {};
        }
        switch (kolom.eenheid) {
        case gemeente: {
            auto const code = fields_.gemeente(rij, i);
            if (code && !gemeenten_.empty() && std::ranges::find(gemeenten_, *code) == gemeenten_.end())
                fields_.fault(rij, i, fmt::format("een van {}", fmt::join(gemeenten_, ", ")),
                              fmt::format("Gemeente {} staat niet in de contractbundel.", *code));
            return text;
        }
        case aanbieder: (void)fields_.aanbieder(rij, i); return text;
        case datum: {
            auto const dag = fields_.datum(rij, i);
            return dag ? Waarde(std::int64_t{dag->days}) : Waarde();
        }
        case aantal: {
            std::int64_t value = 0;
            auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
            if (fault == std::errc() && end == text.data() + text.size() && value >= 0 && value <= 1'000'000'000) return value;
            fields_.fault(rij, i, "een geheel getal van 0 tot en met 1000000000, zonder punten",
                          fmt::format("Dit is geen {}.", kolom.naam));
            return {};
        }
        case centen:
        case basispunten:
        case honderdsten: {
            if (auto const value = honderdste(text)) return *value;
            fields_.fault(rij, i, "een getal als 1234,50: hoogstens twee cijfers achter de komma, zonder punten",
                          fmt::format("Dit is geen {}.", kolom.naam));
            return {};
        }
        default: return text;
        }
    }

    Invoervorm const& vorm_;
    std::string const& bestand_;
    std::span<std::string const> gemeenten_;
    std::vector<model::Fout> fouten_;
    contract::Fields fields_;
};

} // namespace

std::span<Invoervorm const> invoervormen() { return vormen; }

Invoervorm const* vind_invoer(std::string_view naam) {
    auto const at = std::ranges::find(vormen, naam, &Invoervorm::naam);
    return at == vormen.end() ? nullptr : &*at;
}

std::string vorm_tekst(Invoervorm const& vorm) {
    std::string uit;
    for (auto const& kolom : vorm.kolommen)
        uit += fmt::format("{}{}{}{}", uit.empty() ? "" : ";", kolom.verplicht ? "" : "[", kolom.naam, kolom.verplicht ? "" : "]");
    return uit;
}

Waarde const& Invoer::cel(Invoerregel const& regel, std::string_view kolom) const {
    auto const at = std::ranges::find(vorm->kolommen, kolom, &InvoerKolom::naam);
    assert(at != vorm->kolommen.end());
    return regel.cellen[static_cast<std::size_t>(at - vorm->kolommen.begin())];
}

std::string const& Invoer::tekst(Invoerregel const& regel, std::string_view kolom) const {
    static std::string const none;
    auto const* text = std::get_if<std::string>(&cel(regel, kolom));
    return text == nullptr ? none : *text;
}

std::int64_t Invoer::getal(Invoerregel const& regel, std::string_view kolom) const {
    auto const* value = std::get_if<std::int64_t>(&cel(regel, kolom));
    return value == nullptr ? 0 : *value;
}

bool Invoer::leeg(Invoerregel const& regel, std::string_view kolom) const {
    return std::holds_alternative<std::monostate>(cel(regel, kolom));
}

std::string Invoer::plaats(Invoerregel const& regel) const { return fmt::format("{}:{}", bestand, regel.lijn); }

std::expected<Invoer, std::vector<model::Fout>> lees_invoer(Invoervorm const& vorm, std::string const& bestand, std::string_view bytes,
                                                            std::span<std::string const> gemeenten) {
    return Lezer(vorm, bestand, gemeenten).read(bytes);
}

} // namespace rules::rapport
