#pragma once

#include "store/store.hpp"
#include "xsd/model/kalender.hpp"
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
#include <string_view>

/// The whole flow on one page: bytes -> level 1 -> typed message -> facts -> judge -> answer -> one commit.
/// `serve`, `process`, `check` and the tests call the same functions; nothing here knows of sockets or threads.
namespace gateway {

/// What is said of a message that was erased; a Dutch sentence without a word of what was in it.
[[nodiscard]] std::string gewist_tekst(store::BerichtId id, std::int64_t gewist_ms);

/// UTC milliseconds and the Dutch calendar day of a moment.
struct Moment {
    std::int64_t utc_ms = 0;
    model::Date vandaag;
};
using Klok = std::function<Moment()>;
/// The calendar day in the Netherlands at a moment, summer time by the EU rule in force since 1996. Computed, so that neither the
/// time zone of the machine nor a missing zone database can move a decision to another day.
[[nodiscard]] model::Date dutch_day(std::int64_t utc_ms);
/// The same moment as the clock on the wall in the Netherlands has it: milliseconds since its 1970.
std::int64_t dutch_local_ms(std::int64_t utc_ms);
/// The system clock; the day in the Netherlands unless `vandaag` fixes it (tests, demos).
Klok system_clock(std::optional<model::Date> vandaag);

/// A body after hop 1: what it is, before any look at the store.
struct Gelezen {
    std::span<std::byte const> bytes; ///< owned by the caller, alive until the decision
    std::string sha256;
    std::expected<model::Message, model::Findings> inhoud;
    std::optional<model::BerichtSoort> soort;      ///< known from the namespace, also when level 1 failed
    std::shared_ptr<model::Release const> release; ///< likewise; null when `soort` is not known
    model::Findings binnen;                        ///< what level 2 finds in it
};

/// The outcome as every door reports it.
struct Antwoord {
    store::BerichtId id = 0; ///< 0 for a proef
    std::optional<model::BerichtSoort> soort;
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    bool niveau1 = false;     ///< refused at level 1: no retour exists (IV028)
    bool herhaald = false;    ///< the same bytes came before; this is the stored answer
    std::optional<std::int64_t> gewist_ms{}; ///< when what came before was erased: all that is known is that it was handled
    std::string besluit_json; ///< design 3: {id, berichtsoort, uitkomst, retour, bevindingen, ...}
    std::optional<model::BerichtSoort> retour_soort;
    std::string retour_xml;                     ///< empty when herhaald: read it from the store
    std::map<std::string, std::int64_t> regels; ///< how often each rule was reported, for the metrics; empty when herhaald
};

class Pipeline {
public:
    /// @param kalender which days are werkdagen: the deadlines on the work list follow from it
    explicit Pipeline(std::shared_ptr<xsd::SchemaSet const> schemas, model::Kalender kalender = {});

    /// Hop 1, any work thread: hash, level 1, typed message, level 2. Not one byte goes to the store here.
    [[nodiscard]] Gelezen read(std::span<std::byte const> bytes) const;

    /// The same for bytes that passed level 1 before, under schemas with the hash that those of their release have now: they are not held
    /// against them again.
    [[nodiscard]] Gelezen read_again(std::span<std::byte const> bytes) const;

    /// Hop 2, store thread, inside a transaction: same bytes before? facts, contract, judge, retour, level-1 check of our own answer, save,
    /// book. With `proef` the transaction is abandoned. Errors are "could not decide".
    /// @param oin of the partner that sent it in; empty: it came from the own system. What fails level 1 names no sender, so it is noted.
    [[nodiscard]] model::Result<Antwoord> decide(store::Transaction& tx, Gelezen const& gelezen, Moment moment, std::string const& kanaal,
                                                 bool proef, std::string_view oin = {});

    /// What becomes of a message.
    struct Oordeel {
        model::Facts feiten;
        model::Verdict verdict;
        bool relay = false;                              ///< its receiver answers for itself
        std::optional<model::BerichtSoort> retour_soort; ///< what we answer with
    };
    /// A decision that is taken and stored.
    struct Beslist {
        store::BerichtId id = 0;
        Moment moment;
        Oordeel oordeel;
        std::optional<Antwoord> antwoord{}; ///< in words, if the store keeps those
    };

    /// The same in a scratch store, which has no bytes twice: what it does not keep is put in words by verwoord(), when the caller likes.
    [[nodiscard]] model::Result<Beslist> decide_only(store::Transaction& tx, Gelezen const& gelezen, Moment moment, std::string const& kanaal);
    /// The decision record and the answer. Any thread. @param gelezen what was decided on
    [[nodiscard]] model::Result<Antwoord> verwoord(Gelezen const& gelezen, Beslist beslist) const;

    /// The same as decide() for a message of our own, which we make for its afzender and do not answer ourselves: written, checked and decided like any
    /// other, it goes out to its ontvanger. One that the rules reject is the caller's to abandon.
    [[nodiscard]] model::Result<Antwoord> decide_own(store::Transaction& tx, model::Message const& bericht, Moment moment,
                                                     std::string const& kanaal);

    /// Judges a parked message again, with the facts of this transaction and what people decided on it, and stores and books what comes of
    /// it; still parked when something else has to be decided now. @pre the message is parked
    [[nodiscard]] model::Result<Antwoord> decide_again(store::Transaction& tx, store::BerichtRecord const& record,
                                                       std::vector<model::PersoonBesluit> besluiten, Moment moment);

    /// Whether the receivers of an organisation answer for themselves (a link in relay mode): then an accepted message is passed on without
    /// our answer, and what comes back is passed on as well. Nobody's, until this says so. Before the first decision; asked on the store
    /// thread.
    using Relay = std::function<bool(std::string_view organisatie, model::Date dag)>;
    void relay(Relay relay) { relay_ = std::move(relay); }

    /// Whether a BSN of the range for tests is refused; not until this says so. Before the first decision.
    void weiger_test_bsn(bool weigeren) noexcept { weiger_test_bsn_ = weigeren; }
    /// Says that nothing of what is decided here is ever sent: it is compared with answers that passed their schema when they went out, so
    /// ours is not checked again. Before the first decision.
    void verstuurt_niet() noexcept { verstuurt_ = false; }
    [[nodiscard]] model::Kalender const& kalender() const noexcept { return kalender_; }
    [[nodiscard]] xsd::SchemaSet const& schemas() const noexcept { return *schemas_; }
    [[nodiscard]] std::shared_ptr<xsd::SchemaSet const> const& gedeelde_schemas() const noexcept { return schemas_; }

private:
    [[nodiscard]] Gelezen gelezen(std::span<std::byte const> bytes, std::expected<model::Message, model::Findings> inhoud) const;
    enum class Wijze : std::uint8_t { bewaren, proef, eigen };
    [[nodiscard]] model::Result<Antwoord> decide(store::Transaction& tx, Gelezen const& gelezen, Moment moment, std::string const& kanaal,
                                                 Wijze wijze);
    /// Judges a message that is new. @param antwoorden whether it is ours to answer
    [[nodiscard]] model::Result<Beslist> weeg(store::Transaction& tx, Gelezen const& gelezen, Moment moment, bool antwoorden);
    /// Stores and books it; puts it in words if the store keeps those.
    [[nodiscard]] model::Result<void> bewaar(store::Transaction& tx, Gelezen const& gelezen, std::string const& kanaal, bool eigen,
                                             Beslist& beslist);

    /// @pre gelezen.inhoud  @param besluiten of people, when the message is judged again; nullopt: for the first time
    [[nodiscard]] model::Result<Oordeel> judge(store::Transaction& tx, Gelezen const& gelezen, Moment moment,
                                               std::optional<std::vector<model::PersoonBesluit>> besluiten, bool antwoorden);
    /// The outcome as doors report it. @param gemeld the id that the decision record names: 0 for a proef
    [[nodiscard]] model::Result<Antwoord> report(store::BerichtId gemeld, Gelezen const& gelezen, Beslist const& beslist) const;
    /// Our answer, which passes its schema.
    [[nodiscard]] model::Result<std::string> retour(model::Message const& bericht, Beslist const& beslist) const;
    [[nodiscard]] bool relayed(model::Message const& bericht, model::Date dag) const;
    /// By when our answer must arrive. @param ontvangen the day the message came in
    [[nodiscard]] std::optional<model::Date> retour_voor(model::Message const& bericht, model::Date ontvangen) const;
    /// Where the message goes on to; nullopt: nowhere, for it was not accepted, or is an answer to what we answered ourselves.
    [[nodiscard]] model::Result<std::optional<store::Doorzending>> doorzending(store::Transaction& tx, model::Message const& bericht,
                                                                               Oordeel const& oordeel, model::Date ontvangen) const;
    [[nodiscard]] std::string const& schema_hash(Gelezen const& gelezen) const;
    [[nodiscard]] model::Result<std::shared_ptr<model::Contract const>> contract(store::Transaction& tx, std::string const& gemeente);

    std::shared_ptr<xsd::SchemaSet const> schemas_;
    model::Kalender kalender_;
    bool weiger_test_bsn_ = false;
    bool verstuurt_ = true;
    Relay relay_;
    std::map<std::string, std::shared_ptr<model::Contract const>, std::less<>> contracten_; ///< parsed, by hash; store thread only
};

} // namespace gateway
