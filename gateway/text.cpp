#include "gateway/text.hpp"

#include "xsd/model/money.hpp"
#include "xsd/release.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <vector>

namespace gateway {

namespace json = boost::json;

namespace {

std::string_view text(json::object const& o, std::string_view key) {
    auto const* value = o.if_contains({key.data(), key.size()});
    if (value == nullptr || !value->is_string()) return {};
    auto const& s = value->get_string();
    return {s.data(), s.size()};
}

std::int64_t number(json::object const& o, std::string_view key) {
    auto const* value = o.if_contains({key.data(), key.size()});
    if (value == nullptr) return 0;
    if (value->is_int64()) return value->get_int64();
    return value->is_uint64() ? static_cast<std::int64_t>(value->get_uint64()) : 0;
}

json::object const* child(json::object const& o, std::string_view key) {
    auto const* value = o.if_contains({key.data(), key.size()});
    return value == nullptr ? nullptr : value->if_object();
}

bool is_null(json::object const& o, std::string_view key) {
    auto const* value = o.if_contains({key.data(), key.size()});
    return value != nullptr && value->is_null();
}

std::string_view uitkomst_tekst(std::string_view uitkomst) {
    if (uitkomst == "goedgekeurd") return "GOEDGEKEURD";
    if (uitkomst == "deels") return "DEELS GOEDGEKEURD";
    if (uitkomst == "aangehouden") return "AANGEHOUDEN: een medewerker moet hier naar kijken";
    return "AFGEKEURD";
}

bool is_een_van(std::string_view soort, std::initializer_list<std::string_view> nummers) {
    return std::ranges::any_of(nummers, [&](std::string_view nummer) { return soort.ends_with(nummer); });
}

/// A message in which a product stands that a contract may know or not.
bool toetst_contract(std::string_view soort) { return is_een_van(soort, {"301", "305", "307", "315", "317", "323"}); }

/// An answer whose header is that of the message it answers, so that Afzender is not who sent it (IV028).
bool is_retour(std::string_view soort) { return is_een_van(soort, {"302", "306", "308", "316", "318", "320"}); }

/// "goedgekeurd" of an answer would read as what the answer says.
std::string_view antwoord_tekst(std::string_view uitkomst) { return uitkomst == "goedgekeurd" ? "IN ORDE" : "NIET IN ORDE"; }

void append_line(std::string& out, std::string_view label, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(out), "     {:<12}{}\n", label, value);
}

void append_verdict(std::string& out, json::object const& besluit, bool niveau1) {
    auto const soort = text(besluit, "berichtsoort");
    auto const identificatie = text(besluit, "identificatie");
    auto const uitkomst = text(besluit, "uitkomst");
    bool const retour = is_retour(soort);
    bool const antwoord = retour || soort.ends_with("325");
    out += soort.empty() ? std::string_view("Onbekend bericht") : soort;
    if (!identificatie.empty()) fmt::format_to(std::back_inserter(out), "{} {}", retour ? " op" : "", identificatie);
    if (auto const afzender = text(besluit, "afzender"); !afzender.empty()) {
        auto const ontvanger = text(besluit, "ontvanger");
        fmt::format_to(std::back_inserter(out), " van {} aan {}", retour ? ontvanger : afzender, retour ? afzender : ontvanger);
    }
    fmt::format_to(std::back_inserter(out), ": {}", antwoord ? antwoord_tekst(uitkomst) : uitkomst_tekst(uitkomst));
    if (niveau1) out += " op niveau 1 (schema)";
    if (auto const id = number(besluit, "id"); id != 0) fmt::format_to(std::back_inserter(out), " (ontvangst {})", id);
    out += '\n';
}

void append_grounds(std::string& out, json::object const& besluit, bool niveau1) {
    if (auto const* totaal = child(besluit, "totaal")) {
        model::Money const ingediend{number(*totaal, "ingediend")};
        model::Money const toegekend{number(*totaal, "toegekend")};
        fmt::format_to(std::back_inserter(out), "  Ingediend {} euro, toegekend {} euro, niet toegekend {} euro.\n",
                       model::to_dutch(ingediend), model::to_dutch(toegekend), model::to_dutch(ingediend - toegekend));
    }
    bool const met_contract = toetst_contract(text(besluit, "berichtsoort"));
    if (auto const* contract = child(besluit, "contract"); contract != nullptr && met_contract)
        fmt::format_to(std::back_inserter(out), "  Getoetst aan de standaard en aan contract {}@{}.\n", text(*contract, "naam"),
                       text(*contract, "versie"));
    else if (!niveau1 && is_null(besluit, "contract") && met_contract)
        out += "  Geen contractbundel voor deze gemeente: alleen de regels van de standaard zijn toegepast.\n";
    if (auto const* retour = child(besluit, "retour")) {
        fmt::format_to(std::back_inserter(out), "  Antwoord: {}", text(*retour, "berichtsoort"));
        auto const pad = text(*retour, "pad");
        auto const where = pad.empty() ? text(*retour, "href") : pad;
        if (!where.empty()) fmt::format_to(std::back_inserter(out), ", {}", where);
        out += '\n';
    } else if (niveau1) {
        out += "  Een bericht dat niet aan het schema voldoet krijgt geen retourbericht.\n";
    }
}

void append_finding(std::string& out, std::size_t nummer, json::object const& finding, model::Release const& release) {
    auto const code = text(finding, "retourcode");
    fmt::format_to(std::back_inserter(out), "  {}. {}", nummer, text(finding, "regel"));
    if (!code.empty()) {
        fmt::format_to(std::back_inserter(out), ", retourcode {}", code);
        if (auto const zin = release.omschrijving(model::retourcodes_lijst, code); !zin.empty())
            fmt::format_to(std::back_inserter(out), " ({})", zin);
    }
    auto const gevolg = text(finding, "gevolg");
    if (gevolg == "signaleren") out += " [signaal, telt niet mee voor de uitkomst]";
    if (gevolg == "aanhouden") out += " [aanhouden]";
    out += '\n';
    if (auto const melding = text(finding, "melding"); !melding.empty()) fmt::format_to(std::back_inserter(out), "     {}\n", melding);

    std::string waar = plaats_in_woorden(text(finding, "plaats"));
    if (auto const lijn = number(finding, "lijn"); lijn != 0) {
        fmt::format_to(std::back_inserter(waar), "{}regel {}", waar.empty() ? "" : " op ", lijn);
        if (auto const kolom = number(finding, "kolom"); kolom != 0) fmt::format_to(std::back_inserter(waar), ", kolom {}", kolom);
    }
    append_line(out, "Waar:", waar);
    append_line(out, "XPath:", text(finding, "plaats"));
    append_line(out, "Waarde:", text(finding, "waarde"));
    append_line(out, "Toegestaan:", text(finding, "grens"));
    append_line(out, "Berekening:", text(finding, "berekening"));
    if (auto const* bron = child(finding, "bron")) {
        auto const bundel = text(*bron, "bundel");
        append_line(out, "Bron:",
                    bundel.empty() ? std::string(text(*bron, "verwijzing")) : fmt::format("{} ({})", text(*bron, "verwijzing"), bundel));
    }
    append_line(out, "Oplossing:", text(finding, "oplossing"));
}

void append_rest(std::string& out, json::array const& bevindingen, TekstOpties const& opties) {
    std::map<std::string_view, std::size_t> per_regel;
    for (auto i = opties.maximum; i < bevindingen.size(); ++i)
        if (auto const* o = bevindingen[i].if_object()) ++per_regel[text(*o, "regel")];
    fmt::format_to(std::back_inserter(out), "  ... en nog {} bevindingen (", bevindingen.size() - opties.maximum);
    bool first = true;
    for (auto const& [regel, aantal] : per_regel) {
        fmt::format_to(std::back_inserter(out), "{}{} x {}", first ? "" : ", ", aantal, regel);
        first = false;
    }
    fmt::format_to(std::back_inserter(out), "); {}.\n", opties.alles);
}

} // namespace

std::string plaats_in_woorden(std::string_view xpath) {
    // Containers say nothing that the class inside them does not.
    static constexpr std::array<std::string_view, 13> stil{"Bericht",
                                                           "Clienten",
                                                           "Prestaties",
                                                           "ToegewezenProducten",
                                                           "Relaties",
                                                           "Contactgegevens",
                                                           "RetourCodes",
                                                           "StartProducten",
                                                           "StopProducten",
                                                           "AangevraagdeProducten",
                                                           "OngewijzigdeProducten",
                                                           "TeWijzigenProducten",
                                                           "NieuweProducten"};
    std::vector<std::string> delen;
    while (!xpath.empty()) {
        auto const end = std::min(xpath.find('/'), xpath.size());
        auto deel = xpath.substr(0, end);
        xpath.remove_prefix(std::min(end + 1, xpath.size()));
        if (auto const colon = deel.find(':'); colon != std::string_view::npos) deel.remove_prefix(colon + 1);
        auto const haak = std::min(deel.find('['), deel.size());
        auto const naam = deel.substr(0, haak);
        if (naam.empty() || std::ranges::find(stil, naam) != stil.end()) continue;
        auto index = deel.substr(haak);
        if (index.size() > 2) index = index.substr(1, index.size() - 2);
        delen.push_back(index.empty() ? std::string(naam) : fmt::format("{} {}", naam, index));
    }
    // The Declaratie is the whole message when something inside it is meant.
    if (delen.size() > 1 && (delen.front() == "Declaratie" || delen.front() == "DeclaratieAntwoord")) delen.erase(delen.begin());
    return fmt::format("{}", fmt::join(delen, ", "));
}

std::string besluit_tekst(json::object const& besluit, TekstOpties const& opties) {
    static json::array const geen;
    auto const* value = besluit.if_contains("bevindingen");
    auto const& bevindingen = value != nullptr && value->is_array() ? value->get_array() : geen;
    bool const niveau1 = std::ranges::any_of(bevindingen, [](json::value const& v) {
        auto const* o = v.if_object();
        return o != nullptr && number(*o, "niveau") == 1;
    });

    auto const found =
        std::ranges::find(opties.releases, text(besluit, "release"), [](auto const& one) { return std::string_view(one->versie); });
    auto const release = found == opties.releases.end() ? xsd::built_in_release() : *found;

    std::string out;
    append_verdict(out, besluit, niveau1);
    append_grounds(out, besluit, niveau1);
    if (!bevindingen.empty())
        fmt::format_to(std::back_inserter(out), "  {} {}:\n", bevindingen.size(), bevindingen.size() == 1 ? "bevinding" : "bevindingen");
    for (std::size_t i = 0; i < std::min(bevindingen.size(), opties.maximum); ++i)
        if (auto const* finding = bevindingen[i].if_object()) append_finding(out, i + 1, *finding, *release);
    if (bevindingen.size() > opties.maximum) append_rest(out, bevindingen, opties);
    return out;
}

} // namespace gateway
