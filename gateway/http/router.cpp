#include "gateway/http/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace gateway::http {

namespace {

struct Row {
    Route route;
    std::string_view path; ///< `{id}` stands for a number, `{...}` at the end for all that follows and for nothing, any other name in braces
                           ///< for a part of the path whatever it is
    std::string_view name;
    Persoonsgegevens toont; ///< without a default: who adds a route has to choose
    Inhoud inhoud = Inhoud::geen;
    std::string_view query; ///< names of the parameters, a space between them; one ending in `!` has no value; `*`: they are not ours and not read
    Deur deur = Deur::beheer;
};

constexpr auto rows = std::to_array<Row>({
    {Route::index, "/", "index", Persoonsgegevens::geen, Inhoud::geen, "", Deur::partner},
    {Route::berichten, "/v1/berichten", "berichten", Persoonsgegevens::geen, Inhoud::xml, "", Deur::partner},
    {Route::berichten_lijst, "/v1/berichten", "berichten_lijst", Persoonsgegevens::zaak, Inhoud::geen,
     "berichtsoort uitkomst afzender ontvanger gemeente aanbieder identificatie regel retourcode van tot vanaf aantal formaat"},
    {Route::berichten_zoek, "/v1/berichten/_zoek", "berichten_zoek", Persoonsgegevens::bsn, Inhoud::json, ""},
    {Route::proef, "/v1/proef", "proef", Persoonsgegevens::geen, Inhoud::xml, "", Deur::partner},
    {Route::bericht, "/v1/berichten/{id}", "bericht", Persoonsgegevens::zaak, Inhoud::geen, "", Deur::partner},
    {Route::origineel, "/v1/berichten/{id}/origineel", "origineel", Persoonsgegevens::bsn, Inhoud::geen, "", Deur::partner},
    {Route::retour, "/v1/berichten/{id}/retour", "retour", Persoonsgegevens::bsn, Inhoud::geen, "", Deur::partner},
    {Route::besluit, "/v1/berichten/{id}/besluit", "besluit", Persoonsgegevens::zaak, Inhoud::geen, "nummer", Deur::partner},
    {Route::toewijzing, "/v1/toewijzingen/{gemeente}/{domein}/{nummer}", "toewijzing", Persoonsgegevens::zaak, Inhoud::geen, "op"},
    {Route::dossier, "/v1/toewijzingen/{gemeente}/{domein}/{nummer}/dossier", "dossier", Persoonsgegevens::bsn, Inhoud::geen, ""},
    {Route::werkvoorraad, "/v1/werkvoorraad", "werkvoorraad", Persoonsgegevens::zaak, Inhoud::geen, "toestand soort gemeente aanbieder vanaf aantal formaat"},
    {Route::werk, "/v1/werkvoorraad/{id}", "werk", Persoonsgegevens::zaak, Inhoud::geen, ""},
    {Route::werkbesluit, "/v1/werkvoorraad/{id}/besluit", "werkbesluit", Persoonsgegevens::zaak, Inhoud::json, ""},
    {Route::budgetten, "/v1/budgetten", "budgetten", Persoonsgegevens::geen, Inhoud::geen, "gemeente aanbieder jaar perceel formaat"},
    {Route::budgetboekingen, "/v1/budgetten/{budget}/boekingen", "budgetboekingen", Persoonsgegevens::zaak, Inhoud::geen, "gemeente aanbieder jaar na aantal"},
    {Route::vandaag, "/v1/vandaag", "vandaag", Persoonsgegevens::geen, Inhoud::geen, "dag gemeente aanbieder"},
    {Route::tellingen, "/v1/tellingen", "tellingen", Persoonsgegevens::geen, Inhoud::geen, "per van tot gemeente aanbieder formaat"},
    {Route::afkeur, "/v1/afkeur", "afkeur", Persoonsgegevens::geen, Inhoud::geen,
     "per van tot gevolg berichtsoort gemeente aanbieder regel retourcode product vanaf aantal formaat"},
    {Route::bevindingen, "/v1/bevindingen", "bevindingen", Persoonsgegevens::zaak, Inhoud::geen,
     "van tot gevolg berichtsoort gemeente aanbieder regel retourcode product vanaf aantal formaat"},
    {Route::contracten, "/v1/contracten", "contracten", Persoonsgegevens::geen, Inhoud::geen, "gemeente actief formaat"},
    {Route::contract, "/v1/contracten/{bundel}", "contract", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::contract_verschil, "/v1/contracten/{bundel}/verschillen", "contract_verschil", Persoonsgegevens::geen, Inhoud::geen, "met formaat"},
    {Route::partners, "/v1/partners", "partners", Persoonsgegevens::geen, Inhoud::geen, "formaat"},
    {Route::rapporten, "/v1/rapporten", "rapporten", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::rapport, "/v1/rapporten/{rapport}", "rapport", Persoonsgegevens::zaak, Inhoud::geen,
     "van tot op gemeente aanbieder bundel bericht stel formaat herkomst rij"},
    {Route::audit_checkpoint, "/v1/audit/checkpoint", "audit_checkpoint", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::audit_checkpoints, "/v1/audit/checkpoints", "audit_checkpoints", Persoonsgegevens::geen, Inhoud::geen, "na"},
    {Route::audit_tegel, "/v1/audit/tegels/{niveau}/{nummer}", "audit_tegel", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::audit_opname, "/v1/audit/opname/{id}", "audit_opname", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::herhaling, "/v1/herhaling", "herhaling", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::inzagelog, "/v1/inzage", "inzagelog", Persoonsgegevens::zaak, Inhoud::geen, "van tot wie bericht vanaf aantal formaat"},
    {Route::inzage_melden, "/v1/inzage", "inzage_melden", Persoonsgegevens::zaak, Inhoud::json, ""},
    {Route::inzage_zoeken, "/v1/inzage/_zoek", "inzage_zoeken", Persoonsgegevens::bsn, Inhoud::json, ""},
    {Route::audit_groei, "/v1/audit/groei", "audit_groei", Persoonsgegevens::geen, Inhoud::geen, "van tot"},
    {Route::ggk0210, "/soap/ggk0210", "ggk0210", Persoonsgegevens::geen, Inhoud::soap, "", Deur::partner},
    {Route::ggk0210_wsdl, "/soap/ggk0210", "ggk0210_wsdl", Persoonsgegevens::geen, Inhoud::geen, "wsdl!", Deur::partner},
    {Route::uit, "/v1/uit", "uit", Persoonsgegevens::geen, Inhoud::geen, "toestand oorzaak bestemming na aantal formaat"},
    {Route::uit_alle_opnieuw, "/v1/uit/opnieuw", "uit_alle_opnieuw", Persoonsgegevens::geen, Inhoud::json, "oorzaak bestemming"},
    {Route::uit_een, "/v1/uit/{id}", "uit_een", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::uit_opnieuw, "/v1/uit/{id}/opnieuw", "uit_opnieuw", Persoonsgegevens::geen, Inhoud::json, ""},
    {Route::postbus, "/v1/postbus/{organisatie}", "postbus", Persoonsgegevens::geen, Inhoud::geen, "aantal", Deur::partner},
    {Route::postbus_bericht, "/v1/postbus/{organisatie}/{id}", "postbus_bericht", Persoonsgegevens::bsn, Inhoud::geen, "", Deur::partner},
    {Route::postbus_bevestigd, "/v1/postbus/{organisatie}/{id}", "postbus_bevestigd", Persoonsgegevens::geen, Inhoud::wissen, "", Deur::partner},
    {Route::termijnen, "/v1/termijnen", "termijnen", Persoonsgegevens::geen, Inhoud::geen, "formaat"},
    {Route::gebeurtenissen, "/v1/gebeurtenissen", "gebeurtenissen", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::openapi, "/v1/openapi.json", "openapi", Persoonsgegevens::geen, Inhoud::geen, "", Deur::partner},
    {Route::vsp_berichten, "/berichten", "vsp_berichten", Persoonsgegevens::geen, Inhoud::multipart, "", Deur::partner},
    {Route::vsp_lijst, "/berichten", "vsp_lijst", Persoonsgegevens::geen, Inhoud::geen, "limit", Deur::partner},
    {Route::vsp_zoeken, "/berichten/zoeken", "vsp_zoeken", Persoonsgegevens::geen, Inhoud::json, "", Deur::partner},
    {Route::vsp_statussen, "/berichtstatussen", "vsp_statussen", Persoonsgegevens::geen, Inhoud::geen, "traceerId conversatieId", Deur::partner},
    {Route::vsp_payload, "/berichten/{traceerId}/payload", "vsp_payload", Persoonsgegevens::bsn, Inhoud::geen, "", Deur::partner},
    {Route::vsp_bevestigd, "/berichten/{traceerId}", "vsp_bevestigd", Persoonsgegevens::geen, Inhoud::wissen, "", Deur::partner},
    {Route::regels, "/v1/regels", "regels", Persoonsgegevens::geen, Inhoud::geen, "formaat"},
    {Route::whatif, "/v1/whatif", "whatif", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::whatif_begin, "/v1/whatif", "whatif_begin", Persoonsgegevens::zaak, Inhoud::json, ""},
    {Route::whatif_een, "/v1/whatif/{run}", "whatif_een", Persoonsgegevens::zaak, Inhoud::geen, "formaat"},
    {Route::whatif_wissen, "/v1/whatif/{run}", "whatif_wissen", Persoonsgegevens::geen, Inhoud::wissen, ""},
    {Route::console, "/console/{...}", "console", Persoonsgegevens::geen, Inhoud::geen, "*"},
    {Route::metrics, "/metrics", "metrics", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::live, "/health/live", "live", Persoonsgegevens::geen, Inhoud::geen, "", Deur::partner},
    {Route::ready, "/health/ready", "ready", Persoonsgegevens::geen, Inhoud::geen, "", Deur::partner},
    {Route::sessie, "/v1/sessie", "sessie", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::sessie_begin, "/v1/sessie", "sessie_begin", Persoonsgegevens::geen, Inhoud::json, ""},
    {Route::sessie_einde, "/v1/sessie", "sessie_einde", Persoonsgegevens::geen, Inhoud::wissen, ""},
    {Route::sessie_oidc, "/v1/sessie/oidc", "sessie_oidc", Persoonsgegevens::geen, Inhoud::geen, "terug"},
    {Route::sessie_oidc_terug, "/v1/sessie/oidc/terug", "sessie_oidc_terug", Persoonsgegevens::geen, Inhoud::geen,
     "code state iss session_state error error_description error_uri"},
    {Route::gebruikers, "/v1/gebruikers", "gebruikers", Persoonsgegevens::geen, Inhoud::geen, ""},
    {Route::gebruiker_bewaren, "/v1/gebruikers", "gebruiker_bewaren", Persoonsgegevens::geen, Inhoud::json, ""},
    {Route::gebruiker_verwijderen, "/v1/gebruikers/{gebruiker}", "gebruiker_verwijderen", Persoonsgegevens::geen, Inhoud::wissen, ""},
    {Route::contract_activering, "/v1/contracten/{bundel}/activering", "contract_activering", Persoonsgegevens::geen, Inhoud::json, ""},
    {Route::contract_intrekking, "/v1/contracten/{bundel}/activering", "contract_intrekking", Persoonsgegevens::geen, Inhoud::wissen, ""},
});

Row const& row_of(Route route) { return *std::ranges::find(rows, route, &Row::route); }

/// 1 .. 999,999,999,999,999,999 without leading zero, so that a message has one address only.
std::optional<store::BerichtId> parse_id(std::string_view text) {
    if (text.empty() || text.size() > 18 || text.front() == '0' || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    store::BerichtId id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

/// Takes what stands before the first `end` from `text`, and `end` with it.
std::string_view take(std::string_view& text, char end) {
    auto const at = text.find(end);
    auto const part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

constexpr std::string_view rest_of_path = "/{...}";

std::optional<Doel> match(Row const& row, std::string_view path) {
    if (row.path.ends_with(rest_of_path)) {
        auto const front = row.path.substr(0, row.path.size() - rest_of_path.size());
        if (path != front && !(path.starts_with(front) && path[front.size()] == '/')) return std::nullopt;
        Doel doel{row.route, 0, {}};
        doel.waarden.emplace_back("...", path.substr(front.size()));
        return doel;
    }
    if (std::ranges::count(row.path, '/') != std::ranges::count(path, '/')) return std::nullopt;
    Doel doel{row.route, 0, {}};
    for (auto form = row.path; !form.empty();) {
        auto const want = take(form, '/');
        auto const got = take(path, '/');
        if (!want.starts_with('{')) {
            if (want != got) return std::nullopt;
        } else if (want == "{id}") {
            auto const id = parse_id(got);
            if (!id) return std::nullopt;
            doel.id = *id;
        } else {
            if (got.empty()) return std::nullopt;
            doel.waarden.emplace_back(want.substr(1, want.size() - 2), got);
        }
    }
    return path.empty() ? std::optional(std::move(doel)) : std::nullopt;
}

/// nullopt: a percent sign without two hexadecimal digits, or bytes that no parameter of ours has: anything but visible ASCII and the
/// space. A plus is a plus.
std::optional<std::string> decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (text.size() - i < 3) return std::nullopt;
        unsigned byte = 0;
        auto const* first = text.data() + i + 1;
        auto const [end, ec] = std::from_chars(first, first + 2, byte, 16);
        if (ec != std::errc() || end != first + 2 || byte < 0x20 || byte > 0x7e) return std::nullopt;
        out += static_cast<char>(byte);
        i += 2;
    }
    return out;
}

std::string unknown(std::string_view naam, std::string_view known) {
    auto const which = plain_word(naam) ? fmt::format("De parameter {} bestaat hier niet", naam)
                                        : std::string("Het adres heeft een parameter die hier niet bestaat");
    if (known.empty()) return which + "; dit adres heeft geen parameters.";
    return fmt::format("{}; wel: {}.", which,
                       fmt::join(
                           [&] {
                               std::vector<std::string_view> names;
                               while (!known.empty()) names.push_back(take(known, ' '));
                               return names;
                           }(),
                           ", "));
}

} // namespace

bool plain_word(std::string_view text) {
    return !text.empty() && text.size() <= 32 &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; });
}

std::string const* Doel::waarde(std::string_view naam) const {
    auto const at = std::ranges::find(waarden, naam, &std::pair<std::string_view, std::string>::first);
    return at == waarden.end() ? nullptr : &at->second;
}

std::optional<std::string> Doel::tekst(std::string_view naam) const {
    auto const* value = waarde(naam);
    return value == nullptr ? std::nullopt : std::optional(*value);
}

std::optional<Doel> find_route(std::string_view path, std::string_view methode) {
    std::optional<Doel> first;
    for (auto const& row : rows) {
        auto doel = match(row, path);
        if (doel && answers(row.route, methode)) return doel;
        if (doel && !first) first = std::move(doel);
    }
    return first;
}

bool decode_path(Doel& doel) {
    if (row_of(doel.route).path.ends_with(rest_of_path)) return true;
    for (auto& [naam, waarde] : doel.waarden) {
        auto decoded = decode(waarde);
        if (!decoded || decoded->find('/') != std::string::npos) return false;
        waarde = std::move(*decoded);
    }
    return true;
}

std::expected<void, std::string> add_query(Doel& doel, std::string_view query) {
    auto const known = row_of(doel.route).query;
    if (known == "*") return {};
    if (query.empty() || query.ends_with('&')) return std::unexpected("Achter het laatste teken van het adres hoort een parameter.");
    while (!query.empty()) {
        auto part = take(query, '&');
        auto const at = part.find('=');
        auto const naam = decode(part.substr(0, at));
        if (!naam) return std::unexpected("In het adres hoort achter % een teken in twee hexadecimale cijfers te staan.");
        std::string_view own; // the table's spelling outlives the request's
        for (auto left = known; !left.empty();)
            if (auto const word = take(left, ' '); word == *naam || (word.ends_with('!') && word.substr(0, word.size() - 1) == *naam))
                own = word;
        bool const flag = own.ends_with('!');
        if (flag) own.remove_suffix(1);
        if (own.empty()) return std::unexpected(unknown(*naam, known));
        if (doel.waarde(own) != nullptr) return std::unexpected(fmt::format("De parameter {} mag maar één keer voorkomen.", own));
        if (flag) {
            if (at != std::string_view::npos) return std::unexpected(fmt::format("De parameter {} heeft geen waarde nodig.", own));
            doel.waarden.emplace_back(own, "");
            continue;
        }
        if (at == std::string_view::npos || at + 1 == part.size())
            return std::unexpected(fmt::format("De parameter {} heeft geen waarde.", own));
        auto waarde = decode(part.substr(at + 1));
        if (!waarde)
            return std::unexpected(fmt::format("De parameter {} is niet goed gecodeerd: achter % horen twee hexadecimale "
                                               "cijfers van een zichtbaar ASCII-teken.",
                                               own));
        doel.waarden.emplace_back(own, std::move(*waarde));
    }
    return {};
}

std::string_view name(Route route) { return row_of(route).name; }

std::vector<Route> routes() {
    std::vector<Route> all;
    for (auto const& row : rows) all.push_back(row.route);
    return all;
}

std::string allowed(Route route) {
    std::string out;
    for (auto const& row : rows) {
        if (row.path != row_of(route).path) continue;
        if (!out.empty()) out += ", ";
        out += row.inhoud == Inhoud::geen ? "GET, HEAD" : row.inhoud == Inhoud::wissen ? "DELETE" : "POST";
    }
    return out;
}

bool answers(Route route, std::string_view methode) {
    switch (inhoud(route)) {
    case Inhoud::geen: return methode == "GET" || methode == "HEAD";
    case Inhoud::wissen: return methode == "DELETE";
    default: return methode == "POST";
    }
}

Inhoud inhoud(Route route) { return row_of(route).inhoud; }

Persoonsgegevens persoonsgegevens(Route route) { return row_of(route).toont; }

Deur deur(Route route) { return row_of(route).deur; }

bool heeft_etag(Route route) {
    using enum Route;
    constexpr std::array<Route, 9> resources{bericht, besluit, toewijzing, werk, uit_een, contract, audit_opname, rapporten, openapi};
    return std::ranges::find(resources, route) != resources.end();
}

} // namespace gateway::http
