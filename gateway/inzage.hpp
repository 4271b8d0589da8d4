#pragma once

#include "gateway/gezien.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/wie.hpp"
#include "rules/rapport/rapport.hpp"
#include "store/store.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The access log as the gateway fills and shows it (docs/inzage.md). Where it is written: http/inzagelog.hpp, commands/inzage_log.hpp.
namespace gateway {

[[nodiscard]] store::NieuweInzage inzage_van(Wie const& wie, std::string_view wat, Gezien gezien, store::InzageResultaat resultaat,
                                             std::int64_t moment_ms);

/// The messages that a report has lines of: none when it only has sums of many.
[[nodiscard]] Gezien gezien_in(rules::rapport::Rapport const& rapport);

/// The clients of the next messages that somebody looked at and whose clients were not noted yet; empty: there are no more behind `na`.
/// Reads the messages: any thread, the reader's.
[[nodiscard]] model::Result<std::vector<store::BerichtClienten>> lees_clienten(store::Reader& reader, Pipeline const& pipeline,
                                                                               store::BerichtId na);

/// Notes the clients of everything that was looked at and not noted yet: before a search for one, and before anything goes, since afterwards
/// nobody can tell. Thread of the caller, which has the store.
[[nodiscard]] model::Result<void> noteer_clienten(store::Store& store, store::Reader& reader, Pipeline const& pipeline);

/// What an officer asks for.
struct InzageZoek {
    store::InzageFilter filter;
    store::InzageId voor = 0;
    std::int64_t aantal = 100;
};
inline constexpr std::int64_t inzage_bladzijde = 500; ///< rows on a page at most

/// From texts as they were typed: days JJJJ-MM-DD (tot: included), who, a message, a cursor, a number. @returns what is expected, Dutch
[[nodiscard]] std::expected<InzageZoek, std::string> inzage_zoek(std::optional<std::string> const& van, std::optional<std::string> const& tot,
                                                                 std::optional<std::string> const& wie,
                                                                 std::optional<std::string> const& bericht,
                                                                 std::optional<std::string> const& vanaf,
                                                                 std::optional<std::string> const& aantal);
/// Nine digits that pass the eleven-test.
[[nodiscard]] bool is_bsn(std::string_view text);

[[nodiscard]] boost::json::object inzage_json(store::Inzage const& inzage);
/// The rows as a table, for CSV.
[[nodiscard]] rules::rapport::Rapport inzage_tabel(std::vector<store::Inzage> const& inzagen);

} // namespace gateway
