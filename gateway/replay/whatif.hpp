#pragma once

#include "gateway/replay/herhaling.hpp"
#include "xsd/model/money.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What would have been decided under another contract bundle: `whatif`. docs/replay.md tells what it means and what it does not.
namespace gateway::replay {

/// How one prestatie stands: TOEGEKEND, rejected, or waiting for a person.
enum class Regelstand : std::uint8_t { goed, fout, wacht };
[[nodiscard]] std::string_view name(Regelstand stand);

/// Why: a rule and the clause of the bundle, or of the standard, that it rests on.
struct Reden {
    std::string regel;
    std::string clausule;
    friend auto operator<=>(Reden const&, Reden const&) = default;
};

/// A prestatie that would stand otherwise. No BSN is in it.
struct Regelgeval {
    store::BerichtId bericht = 0;
    std::string soort;
    std::string identificatie;
    std::string gemeente;
    std::string aanbieder;
    std::string referentie;
    std::int64_t toewijzing = 0;
    std::string categorie;
    std::string code;
    model::Money bedrag; ///< as claimed, negative for a credit
    Regelstand toen = Regelstand::goed;
    Regelstand nu = Regelstand::goed;
    Reden reden; ///< what rejects or parks it now, or did then
};

/// A message whose outcome or findings would be others. A 323 is one only when its outcome differs; its lines tell the rest.
struct Berichtgeval {
    store::BerichtId bericht = 0;
    std::string soort;
    std::string identificatie;
    std::string gemeente;
    std::string aanbieder;
    std::string toen; ///< outcome
    std::string nu;
    std::vector<std::string> erbij; ///< findings there would be: rule, what follows, place
    std::vector<std::string> weg;
};

/// What a person decided that could not be decided any more.
struct Mensgeval {
    store::BerichtId bericht = 0;
    std::string besluit;
    model::Date dag;
    std::string waarom;
};

struct Telling {
    std::int64_t regels = 0;
    std::int64_t goed_fout = 0;
    std::int64_t fout_goed = 0;
    std::int64_t goed_wacht = 0;
    std::int64_t anders = 0; ///< any other change: one of both waited
    std::int64_t centen_toen = 0; ///< TOEGEKEND
    std::int64_t centen_nu = 0;

    [[nodiscard]] std::int64_t omgeslagen() const noexcept { return goed_fout + fout_goed + goed_wacht + anders; }
    [[nodiscard]] std::int64_t verschil() const noexcept { return centen_nu - centen_toen; }
    Telling& operator+=(Telling const& t);
};

struct Product {
    std::string gemeente;
    std::string aanbieder;
    std::string categorie;
    std::string code;
    friend auto operator<=>(Product const&, Product const&) = default;
};

struct Redentelling {
    std::int64_t regels = 0;
    std::int64_t centen = 0; ///< how TOEGEKEND changes
};

struct WatAls {
    Verloop verloop;
    model::Period periode;
    std::string bundel; ///< label
    std::string hash;
    std::int64_t berichten = 0; ///< in the period
    Telling totaal;
    std::map<Product, Telling> producten;
    std::map<std::pair<bool, Reden>, Redentelling> redenen; ///< true: rejects or parks now; false: did then
    std::int64_t aantal_regelgevallen = 0;
    std::int64_t aantal_berichtgevallen = 0;
    std::int64_t aantal_mensgevallen = 0;
    std::vector<Regelgeval> regelgevallen; ///< the first of each, as many as were asked for
    std::vector<Berichtgeval> berichtgevallen;
    std::vector<Mensgeval> mensgevallen;

    static constexpr std::size_t meeste_gevallen = 100'000;
};

/// What of it is kept.
struct WatAlsGrenzen {
    std::set<std::string> gemeenten{};                ///< whose messages are compared and counted; empty: of all
    std::size_t gevallen = WatAls::meeste_gevallen; ///< of each kind; all are counted
};

/// Replays with the bundle of `opdracht.anders` and compares the messages that came in during `periode`.
/// @pre opdracht.anders begins on the first day of the period  Errors: those of herhaal().
[[nodiscard]] model::Result<WatAls> wat_als(store::Reader& bron, Herhaalopdracht const& opdracht, model::Period periode,
                                            WatAlsGrenzen const& grenzen = {});

[[nodiscard]] boost::json::object als_json(WatAls const& w);
/// The cases, one line each: RFC 4180 with `;`.
[[nodiscard]] std::string als_csv(WatAls const& w);
[[nodiscard]] std::string als_tekst(WatAls const& w);
/// One page that needs nothing else.
[[nodiscard]] std::string als_html(WatAls const& w);

} // namespace gateway::replay
