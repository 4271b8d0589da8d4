#pragma once

#include "store/store.hpp"
#include "xsd/model/verdict.hpp"
#include "xsd/schema_set.hpp"

#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

/// The whole flow on one page: bytes -> level 1 -> typed message -> facts -> judge -> answer -> one commit.
/// `serve`, `process`, `check` and the tests call the same functions; nothing here knows of sockets or threads.
namespace gateway {

/// UTC milliseconds and the Dutch calendar day of a moment.
struct Moment {
    std::int64_t utc_ms = 0;
    model::Date vandaag;
};
using Klok = std::function<Moment()>;
/// The calendar day in the Netherlands at a moment, summer time by the EU rule in force since 1996. Computed, so that neither the
/// time zone of the machine nor a missing zone database can move a decision to another day.
[[nodiscard]] model::Date dutch_day(std::int64_t utc_ms);
/// The system clock; the day in the Netherlands unless `vandaag` fixes it (tests, demos).
Klok system_clock(std::optional<model::Date> vandaag);

/// A body after hop 1: what it is, before any look at the store.
struct Gelezen {
    std::span<std::byte const> bytes; ///< owned by the caller, alive until the decision
    std::string sha256;
    std::expected<model::Message, model::Findings> inhoud;
    std::optional<model::BerichtSoort> soort; ///< known from the namespace, also when level 1 failed
};

/// The outcome as every door reports it.
struct Antwoord {
    store::BerichtId id = 0; ///< 0 for a proef
    std::optional<model::BerichtSoort> soort;
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    bool niveau1 = false;     ///< refused at level 1: no retour exists (IV028)
    bool herhaald = false;    ///< the same bytes came before; this is the stored answer
    std::string besluit_json; ///< design 3: {id, berichtsoort, uitkomst, retour, bevindingen, ...}
    std::optional<model::BerichtSoort> retour_soort;
    std::string retour_xml;                     ///< empty when herhaald: read it from the store
    std::map<std::string, std::int64_t> regels; ///< how often each rule was reported, for the metrics; empty when herhaald
};

class Pipeline {
public:
    explicit Pipeline(std::shared_ptr<xsd::SchemaSet const> schemas);

    /// Hop 1, any work thread: hash, level 1, typed message. Not one byte goes to the store here.
    [[nodiscard]] Gelezen read(std::span<std::byte const> bytes) const;

    /// Hop 2, store thread, inside a transaction: same bytes before? facts, contract, judge, retour, level-1 check of our own answer, save,
    /// book. With `proef` the transaction is abandoned. Errors are "could not decide".
    [[nodiscard]] model::Result<Antwoord> decide(store::Transaction& tx, Gelezen const& gelezen, Moment moment, std::string const& kanaal,
                                                 bool proef);

private:
    [[nodiscard]] model::Result<std::shared_ptr<model::Contract const>> contract(store::Transaction& tx, std::string const& gemeente);

    std::shared_ptr<xsd::SchemaSet const> schemas_;
    std::map<std::string, std::shared_ptr<model::Contract const>, std::less<>> contracten_; ///< parsed, by hash; store thread only
};

} // namespace gateway
