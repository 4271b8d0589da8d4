#pragma once

#include "gateway/bewaren/regels.hpp"
#include "store/store.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// What may go, and why: made of all that is kept, changed by nothing. `retention run` does what a plan says and nothing else.
namespace gateway::bewaren {

/// A message that may go.
struct Stap {
    std::int64_t bericht = 0;
    Soort soort = Soort::wmo; ///< of the rule that keeps it longest
    model::Date begin;        ///< what that term was counted from
    model::Date weg_vanaf;    ///< the first day it is not kept any more
    std::string berichtsoort{}; ///< "WMO301"; empty: it was not recognised
    std::string gemeente{};     ///< empty: not known
    std::int32_t jaar = 0;    ///< it came in
    std::vector<std::string> toewijzingen{}; ///< "0344/wmo/1200", those it has to do with, at most `most_zaken`
};
inline constexpr std::size_t most_zaken = 20;

struct Plan {
    model::Date op;
    std::vector<Regel> regels;   ///< those that hold on that day
    std::vector<Stap> stappen;   ///< by message
    std::int64_t inzage_voor_ms = 0; ///< rows of the access log older than this go
    std::int64_t inzagen = 0;        ///< so many
    /// Messages whose term is over and that are needed still, by why: "open_werk", "onbezorgd", "lopende_zaak", "vastgehouden".
    std::map<std::string, std::int64_t, std::less<>> nog_nodig;
    std::int64_t blijven = 0; ///< messages whose term is not over
};

/// Errors: those of the store. The reader's thread; memory: some bytes for each message and toewijzing.
[[nodiscard]] model::Result<Plan> maak_plan(store::Reader& reader, std::span<Regel const> regels, model::Date op);

/// What would be done, so that the same plan has the same text: {op, regels, berichten, inzage}. No BSN, no counts that others change.
[[nodiscard]] std::string opdracht_json(Plan const& plan);
/// SHA-256 of that, hex.
[[nodiscard]] std::string hash(Plan const& plan);
/// All of it for people and programs: with hash, counts per soort, gemeente and year, and what is needed still.
[[nodiscard]] boost::json::object plan_json(Plan const& plan);
[[nodiscard]] std::string plan_tekst(Plan const& plan);

/// What is to be done of a plan that was kept as opdracht_json(): the messages in order, and rows of the access log before this moment (0:
/// none), which is the last step. Errors: store_corrupt.
struct Opdracht {
    model::Date op;
    std::vector<std::int64_t> berichten;
    std::int64_t inzage_voor_ms = 0;
};
[[nodiscard]] model::Result<Opdracht> lees_opdracht(std::string_view json);

} // namespace gateway::bewaren
