#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway::http {

/// The resources we have. Each is one row of the table in router.cpp.
enum class Route : std::uint8_t {
    index,
    berichten,
    berichten_lijst,
    berichten_zoek,
    proef,
    bericht,
    origineel,
    retour,
    besluit,
    toewijzing,
    dossier,
    werkvoorraad,
    werk,
    werkbesluit,
    budgetten,
    budgetboekingen,
    uit,
    uit_een,
    uit_opnieuw,
    uit_alle_opnieuw,
    postbus,
    postbus_bericht,
    postbus_bevestigd,
    termijnen,
    gebeurtenissen,
    openapi,
    vsp_berichten,
    vsp_lijst,
    vsp_payload,
    vsp_bevestigd,
    vsp_zoeken,
    vsp_statussen,
    vandaag,
    tellingen,
    afkeur,
    bevindingen,
    contracten,
    contract,
    contract_verschil,
    partners,
    rapporten,
    rapport,
    audit_checkpoint,
    audit_checkpoints,
    audit_tegel,
    audit_opname,
    audit_groei,
    herhaling,
    inzagelog,
    inzage_melden,
    inzage_zoeken,
    ggk0210,
    ggk0210_wsdl,
    regels,
    whatif,
    whatif_begin,
    whatif_een,
    whatif_wissen,
    console,
    sessie,
    sessie_begin,
    sessie_einde,
    sessie_oidc,
    sessie_oidc_terug,
    gebruikers,
    gebruiker_bewaren,
    gebruiker_verwijderen,
    contract_activering,
    contract_intrekking,
    metrics,
    live,
    ready
};

/// What a route takes as its body, and with it its method: `geen` is GET and HEAD, `wissen` is DELETE, what has a body is POST.
/// A path that answers more methods has a route for each.
enum class Inhoud : std::uint8_t { geen, wissen, xml, json, soap, multipart };

/// Who may come by another door than the own system. `partner`: any partner of the book, for what is its own; the handler looks whose it
/// is. `beheer`: only a partner with the role beheer. Plain HTTP on the own system passes both.
enum class Deur : std::uint8_t { beheer, partner };

/// What a route shows of persons. Every route but those with `geen` leaves a record in the access log before its answer goes out.
/// `geen`: nothing; numbers, organisations, days and counts, and the answer to a message of the peer's own. `zaak`: what happened in a case
/// or is kept of a message. `bsn`: a BSN stands in it, or is what is asked for.
enum class Persoonsgegevens : std::uint8_t { geen, zaak, bsn };

/// A path that exists, whatever the method.
struct Doel {
    Route route = Route::index;
    store::BerichtId id = 0;                                       ///< of the routes with {id}
    std::vector<std::pair<std::string_view, std::string>> waarden; ///< of the path as it stands there, then of the query, decoded

    /// The value of a part of the path or a parameter of the query, by its name in the table; nullptr when the query does not have it.
    [[nodiscard]] std::string const* waarde(std::string_view naam) const;
    /// The same as a value.
    [[nodiscard]] std::optional<std::string> tekst(std::string_view naam) const;
};

/// nullopt: no such path. Exact match on the bytes: no decoding, no dot segments, no trailing slash. @param path without query
/// Values stay as they were sent, for decode_path().
/// @param methode where the path has a route that answers it, it is that one; else its first. Pure.
[[nodiscard]] std::optional<Doel> find_route(std::string_view path, std::string_view methode = "GET");

/// Decodes, once, the values that find_route() took from the path, but for what follows a whole folder. @returns false: an escape is broken,
/// or stands for a slash or anything but visible ASCII and the space. Pure.
[[nodiscard]] bool decode_path(Doel& doel);

/// Adds the query (what stands behind `?`) to `doel`: parameters the route knows, each once, percent-decoded strictly.
/// @returns why not, in Dutch, for a 400; of what the peer sent it repeats at most a plain word that names a parameter. Pure.
[[nodiscard]] std::expected<void, std::string> add_query(Doel& doel, std::string_view query);

/// Whether a name from outside may be repeated: a word, and so no number of anybody. Pure.
[[nodiscard]] bool plain_word(std::string_view text);

/// Fixed word for metrics and the log; never holds an id.
[[nodiscard]] std::string_view name(Route route);
/// The methods that the path of this route answers: "GET, HEAD", "POST", "POST, DELETE".
[[nodiscard]] std::string allowed(Route route);
/// Whether this route answers the method.
[[nodiscard]] bool answers(Route route, std::string_view methode);
/// Every route there is, in the order of the table.
[[nodiscard]] std::vector<Route> routes();
[[nodiscard]] Deur deur(Route route);
/// Whether what it gives is one thing, which has an ETag.
[[nodiscard]] bool heeft_etag(Route route);
[[nodiscard]] Inhoud inhoud(Route route);
[[nodiscard]] Persoonsgegevens persoonsgegevens(Route route);

} // namespace gateway::http
