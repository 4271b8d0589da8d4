#pragma once

#include "store/bewaren.hpp"
#include "store/envelop.hpp"
#include "store/gebruikers.hpp"
#include "store/grootboek.hpp"
#include "store/inzage.hpp"
#include "store/keten.hpp"
#include "store/uit.hpp"
#include "store/werk.hpp"
#include "store/wissing.hpp"
#include "store/zoek.hpp"
#include "xsd/model/error.hpp"
#include "xsd/model/facts.hpp"
#include "xsd/model/rapport.hpp"
#include "xsd/model/verdict.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace store {

class Historie;
class Logboek;
struct Controlepunt;
struct LogEinde;

/// Identifies a stored message or refusal: 1, 2, 3, ... in order of commit.
using BerichtId = std::int64_t;

/// What came in, as every record of it says. `moment_ms`: UTC milliseconds since 1970; `vandaag`: the calendar day in the Netherlands
/// the decision was taken on. Both are the clock's, handed in (habit 6).
struct Ontvangst {
    std::span<std::byte const> bytes;
    std::string sha256; ///< of the bytes, lower-case hex
    std::string kanaal; ///< "http", "cli"
    std::int64_t moment_ms = 0;
    model::Date vandaag;
};

/// Where an accepted message goes on to.
struct Doorzending {
    std::string bestemming;
    std::optional<model::Date> antwoord_voor; ///< the receiver answers it itself, at the latest on this day; nullopt: it need not
};

/// A decided message, ready to be stored. An XSD refusal has no soort-dependent fields and no content (process.md 1).
struct NieuwBericht {
    Ontvangst ontvangst;
    std::optional<model::BerichtSoort> soort; ///< nullopt: not recognised
    model::Message const* bericht = nullptr;  ///< nullptr: refused at level 1; then the bytes are not kept
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    std::string besluit_json; ///< the decision record, UTF-8 JSON, exactly as it is served
    std::span<model::Finding const> bevindingen; ///< what it found; empty where nobody will search for it (replay)
    std::optional<model::BerichtSoort> retour_soort;
    std::string retour_xml;
    std::string contract_label; ///< "noorderdal@2026-1", empty without a bundle
    std::string contract_hash;
    std::string schema_hash;
    bool eigen = false; ///< we made it for its afzender: the message itself goes out, and we do not answer ourselves (door: until when
                        ///< its receiver has to)
    std::optional<model::Date> retour_voor; ///< the last day our answer may arrive
    std::optional<Doorzending> door;        ///< it was accepted and is for somebody else
};

/// A decision on a message.
struct Uitspraak {
    std::int64_t moment_ms = 0;
    model::Date vandaag;
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    std::string besluit_json; ///< as in NieuwBericht, and so is what follows
    std::optional<model::BerichtSoort> retour_soort;
    std::string retour_xml;
    std::string contract_label;
    std::string contract_hash;
    std::string schema_hash;
};

/// A later decision on a parked message.
struct NieuweAfdoening : Uitspraak {
    model::Message const* bericht = nullptr;     ///< what was decided on; nullptr: what it found is not searched for
    std::span<model::Finding const> bevindingen; ///< in `bericht`
    std::optional<model::Date> retour_voor;
    std::optional<Doorzending> door;
};

/// A stored message as it is read back. Outcome, decision, answer and contract are those of the last decision on it.
struct BerichtRecord {
    BerichtId id = 0;
    std::int64_t moment_ms = 0;
    model::Date vandaag;
    std::string kanaal;
    std::string sha256;
    std::int64_t grootte = 0; ///< bytes as received
    std::optional<model::BerichtSoort> soort;
    std::string afzender;
    std::string ontvanger;
    std::string identificatie;
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    std::string besluit_json;
    std::optional<model::BerichtSoort> retour_soort;
    std::string contract_label;
    std::string contract_hash;
    std::optional<std::int64_t> afgedaan_ms; ///< when a parked message was last decided on; nullopt: never since it came in
    std::optional<std::int64_t> gewist_ms{}; ///< when it was erased: the decision record says only that then, there is no SHA-256, and nothing else of it can be read
};

/// A contract bundle as stored: every file of it, byte for byte, and which gemeenten it is for.
struct Bundel {
    std::string naam;
    std::string versie;
    std::string hash;
    std::vector<std::string> gemeenten;
    std::vector<std::pair<std::string, std::string>> bestanden; ///< file name, bytes; sorted by name
    std::int64_t moment_ms = 0;                                 ///< when it was imported
    bool actief = false;
    std::vector<std::string> actief_voor{}; ///< of these, those it is the active one for
    bool terugwerkend = false; ///< for activate(): it is valid from before its import, and the audit leaf says so
    std::string voorgesteld_door{}; ///< who proposed it, while it waits for somebody else to make it active; empty: it does not
};

/// What runs at an aanbieder in a gemeente: how many toewijzingen of one product have not ended.
struct LopendProduct {
    std::string gemeente;
    model::Domein domein = model::Domein::wmo;
    std::string aanbieder;
    model::Code categorie; ///< empty: generieke toewijzingen
    std::string code;      ///< empty: aspecifieke toewijzingen
    std::int64_t aantal = 0;
};

/// One transaction on the one writer. Destroyed without commit means rolled back. Store thread only.
class Transaction {
public:
    virtual ~Transaction() = default;

    /// An earlier message with exactly these bytes, so that the same message gets the same answer and one decision.
    virtual model::Result<std::optional<BerichtRecord>> find_same(std::string_view sha256) = 0;
    /// The id the next save() will use: the answer's identification is derived from it.
    virtual model::Result<BerichtId> next_id() = 0;
    /// Everything the rules need to know of the past for this message, loaded in bulk; without the contract.
    virtual model::Result<model::Facts> facts(model::Message const& bericht) = 0;
    /// What the contract rules asked for (rules::contract::vraag()), as of this transaction.
    virtual model::Result<model::ContractFeiten> contract_feiten(model::Message const& bericht, model::ContractVraag const& vraag) = 0;
    /// The active bundle for a gemeente: its hash, or nullopt. The caller keeps parsed bundles by hash.
    virtual model::Result<std::optional<std::string>> active_bundle(std::string_view gemeente) = 0;
    virtual model::Result<std::optional<Bundel>> bundle(std::string_view hash) = 0;
    /// Stores message, decision, answer, audit leaf, and an outbox row for the answer and for the message itself when it goes on.
    virtual model::Result<BerichtId> save(NieuwBericht const& bericht) = 0;
    /// Whether save() keeps the decision record and the answer of this message. Only a scratch store does without, and they may be empty there.
    [[nodiscard]] virtual bool bewaart_tekst(NieuwBericht const& bericht) const = 0;
    /// Books the effects of a decision that save() stored: toewijzing versions of an approved 301, starts and stops (305, 307), verzoeken
    /// and what becomes of them (315, 317, 319, 301), prestaties and credits of a 323, the answer of a receiver, which takes back what its
    /// heenbericht booked when it rejects it. Rejected messages book nothing but the references of a 323 that was assessed line by line.
    /// @pre `feiten` came from facts() in this transaction
    virtual model::Result<void> book(BerichtId id, model::Message const& bericht, model::Verdict const& verdict,
                                     model::Facts const& feiten) = 0;
    /// Adds what a region knows beside the messages, all or nothing; a line that is there already is not added again. An audit leaf says
    /// so, unless all were there.
    virtual model::Result<void> registreer(std::span<model::Registratie const> registraties, std::int64_t moment_ms) = 0;
    /// Notes the settings that decisions depend on, as canonical JSON, with an audit leaf, when they differ from those noted last.
    virtual model::Result<void> omgeving(std::string_view json, std::int64_t moment_ms) = 0;
    /// Where the audit log ends, this transaction included.
    virtual model::Result<LogEinde> log_einde() = 0;
    /// Stores a checkpoint over the whole log before it is published. @returns false, and nothing was stored: the log ends elsewhere, or
    /// the last checkpoint is not the one over `vorige` leaves (0: none)
    virtual model::Result<bool> bewaar_controlepunt(Controlepunt const& nieuw, std::uint64_t vorige) = 0;
    /// A message as Reader::bericht() gives it, and its bytes, as of this transaction.
    virtual model::Result<std::optional<BerichtRecord>> bericht(BerichtId id) = 0;
    virtual model::Result<std::optional<std::string>> origineel(BerichtId id) = 0;
    /// Opens items of work for a message. @pre save() and book() came before
    virtual model::Result<void> add_werk(BerichtId id, model::Message const& bericht, model::Date sinds,
                                         std::span<NieuwWerk const> items) = 0;
    virtual model::Result<std::optional<Werk>> werk(WerkId id) = 0;
    /// The item of a message: a verzoek by its key, a signal by its rule, the one of a parked message whatever these are.
    virtual model::Result<std::optional<Werk>> werk_van(BerichtId bericht, WerkSoort soort, std::string_view sleutel,
                                                        std::string_view regel) = 0;
    /// Records a person's decision; an audit leaf commits to it. `klaar`: the item is done. A verzoek is opened and closed by its
    /// messages alone, so never `klaar`.
    virtual model::Result<void> decide_werk(Werk const& werk, WerkBesluit const& besluit, bool klaar) = 0;
    /// Notes that an approved 301 honours the verzoek of an item though it does not name it. @returns false, and nothing was noted: there
    /// is no such 301 of this gemeente, aanbieder and client, or its receiver rejected it
    virtual model::Result<bool> honoreer(Werk const& werk, BerichtId toewijzing) = 0;
    /// Stores a later decision on a parked message with its answer, audit leaf and outbox row; what it books is book()'s, after it.
    /// Errors: internal, when the message is not parked.
    virtual model::Result<void> settle(BerichtId id, NieuweAfdoening const& afdoening) = 0;
    /// Puts something in the outbox beside what save() and settle() put there (a fo01).
    virtual model::Result<UitId> stuur(NieuwUit const& nieuw) = 0;
    virtual model::Result<std::optional<Uit>> uit(UitId id) = 0;
    /// As Reader::uit_lijst(), as of this transaction.
    virtual model::Result<std::vector<Uit>> uit_lijst(UitFilter const& filter, UitId na, std::int64_t aantal) = 0;
    /// What went out, or is to go out, under a referentienummer.
    virtual model::Result<std::optional<Uit>> uit_op_referentie(std::string_view referentienummer) = 0;
    /// Writes down where an outgoing row stands. @param verbinding the link it was tried over  @param fout what was met, Dutch
    virtual model::Result<void> zet_uit(UitId id, outbox::Uitgaand const& stand, std::string_view verbinding, std::string_view fout) = 0;
    /// A person has a dead letter sent again; an audit leaf says so. @pre it is opgegeven
    virtual model::Result<void> heropen_uit(Uit const& uit, std::int64_t moment_ms, std::string_view door) = 0;
    /// No answer of its receiver is expected any more for a message that was passed on.
    virtual model::Result<void> verwacht_niet(BerichtId bericht) = 0;
    /// What the store keeps in the place of a SHA-256 that others could make as well from bytes they guess: a keyed hash, lower-case hex.
    /// Errors: internal, when it is no SHA-256 in hex.
    virtual model::Result<std::string> vingerafdruk(std::string_view sha256) = 0;
    /// The envelope that was taken under this number. @param zender zender_sleutel()
    virtual model::Result<std::optional<EnvelopRecord>> envelop(std::string_view zender, std::string_view referentienummer) = 0;
    virtual model::Result<EnvelopId> bewaar_envelop(NieuwEnvelop const& nieuw) = 0;
    /// Notes which envelope an outgoing row answers, when that is not the first one that its message came in.
    virtual model::Result<void> antwoord_op(UitId uit, EnvelopId envelop) = 0;
    /// A moment for an envelope of ours: `moment_ms`, or as little later as makes it later than every one before it.
    virtual model::Result<std::int64_t> envelop_tijdstip(std::int64_t moment_ms) = 0;
    /// Notes that a zender sent an envelope of this tijdstipBericht. @returns false, and nothing was noted: one of it was as late or later
    virtual model::Result<bool> later_tijdstip(std::string_view zender, std::string_view tijdstip) = 0;
    /// Notes that a partner sent in a message that names no sender, since it failed its schema; once or more often.
    virtual model::Result<void> onthoud_indiener(BerichtId bericht, std::string_view oin) = 0;
    /// Adds an audit leaf that tells of it.
    virtual model::Result<void> log_conflict(EnvelopConflict const& conflict) = 0;
    /// Adds an audit leaf ("klok-versprong") that tells that the clock of the machine was set. @param sprong_ms forward or back
    virtual model::Result<void> log_klok(std::int64_t moment_ms, std::int64_t sprong_ms) = 0;
    /// Writes a row of the access log, with an audit leaf.
    virtual model::Result<InzageId> noteer_inzage(NieuweInzage const& nieuw) = 0;
    /// Notes whose data is in messages that somebody looked at, once for each message.
    virtual model::Result<void> noteer_clienten(std::span<BerichtClienten const> clienten) = 0;
    /// Removes the rows of the access log older than `voor_ms`; an audit leaf says how many. None: nothing happens. @returns how many
    virtual model::Result<std::int64_t> wis_inzagen(std::int64_t voor_ms, std::int64_t moment_ms, std::string_view door,
                                                    std::string_view grond) = 0;
    /// Puts a legal hold on, or takes it off; an audit leaf says so.
    virtual model::Result<void> houd_vast(Vasthouding const& vasthouding) = 0;
    /// Notes a plan that is carried out from here on, with an audit leaf. @returns its id
    virtual model::Result<std::int64_t> bewaar_plan(Bewaarplan const& plan) = 0;
    virtual model::Result<void> bewaar_stap(Bewaarstap const& stap) = 0;
    /// Stores a bundle and makes it the active one for its gemeenten; an audit leaf says so. The same hash again changes nothing.
    virtual model::Result<void> activate(Bundel const& bundel) = 0;
    /// Stores a bundle that is to be made active by somebody else; an audit leaf says so. One that is proposed already keeps who did.
    virtual model::Result<void> stel_voor(Bundel const& bundel, std::string_view door) = 0;
    /// Ends a proposal: it was taken back, or somebody is about to activate() it; an audit leaf says who did what. @returns false: there
    /// is none
    virtual model::Result<bool> eindig_voorstel(std::string_view hash, Daad const& daad) = 0;
    virtual model::Result<std::optional<Gebruiker>> gebruiker(std::string_view naam) = 0;
    /// Adds a user or puts a new state in the place of the old one; an audit leaf says what was done, never the password.
    virtual model::Result<void> bewaar_gebruiker(Gebruiker const& gebruiker, Daad const& daad) = 0;
    /// @returns false: there is no such user
    virtual model::Result<bool> verwijder_gebruiker(std::string_view naam, Daad const& daad) = 0;
    /// Erases what is stored of a person: their keys, all content about them alone, and their part of messages about several people; the
    /// pseudonym in every table becomes one of nobody. What was decided and counted stays. An audit leaf ("gewist") says so. Nothing
    /// known of the BSN: zeroes. Not readable any more in the database at once, in the log after maintain() has emptied it.
    virtual model::Result<Gewist> wis_client(std::string_view bsn, Wissing const& wissing) = 0;
    /// The same for one message. A message that is erased already, or is not there: zeroes.
    virtual model::Result<Gewist> wis_bericht(BerichtId id, Wissing const& wissing) = 0;
    /// The work succeeds but nothing of it is kept (POST /v1/proef).
    virtual void abandon() = 0;
};

/// Reads committed state through a read-only connection. One thread at a time.
class Reader {
public:
    virtual ~Reader() = default;
    /// From here on a read is ended, with error overloaded, when `stop` says so; it is asked at least every millisecond of work. Empty: never.
    /// What is read stays open while it is read, and keeps the database from being tidied.
    virtual void stop_when(std::function<bool()> stop) = 0;
    virtual model::Result<std::optional<BerichtRecord>> bericht(BerichtId id) = 0;
    /// The bytes as received; nullopt when there is no such message or its bytes are not kept (refused at level 1).
    virtual model::Result<std::optional<std::string>> origineel(BerichtId id) = 0;
    virtual model::Result<std::optional<std::string>> retour(BerichtId id) = 0;
    /// The case chain of a toewijzing, of what was decided up to and including `op`; nullopt: nothing was known of it then.
    /// @pre `gemeente` is four digits and `nummer` is in 0 .. 999,999,999
    virtual model::Result<std::optional<Keten>> keten(std::string_view gemeente, model::Domein domein, std::int64_t nummer,
                                                      std::optional<model::Date> op) = 0;
    /// Every decision record of a message, the first one first; empty: there is no such message.
    virtual model::Result<std::vector<std::string>> besluiten(BerichtId id) = 0;
    /// At most `aantal` messages that pass the filter with an id below `voor`, the highest id first.
    virtual model::Result<std::vector<BerichtRegel>> zoek_berichten(BerichtFilter const& filter, BerichtId voor, std::int64_t aantal) = 0;
    /// Messages per key and outcome, by key.
    virtual model::Result<std::vector<Telling>> tel_berichten(TelVraag const& vraag) = 0;
    /// Open work per kind, of which gemeente and aanbieder (empty: any).
    virtual model::Result<std::vector<WerkTelling>> tel_werk(std::string_view gemeente, std::string_view aanbieder,
                                                             model::Date vandaag) = 0;
    /// What happened behind `na`, at most `aantal` of each kind, the oldest first; nullopt: only how far it is now.
    virtual model::Result<Gebeurd> gebeurd(std::optional<Gehoord> const& na, std::int64_t aantal) = 0;
    /// Findings per key and period, by key and period; a period is a calendar month when `per_maand`, else a day.
    virtual model::Result<std::vector<BevindingGroep>> groepeer_bevindingen(BevindingFilter const& filter, Groepeer per,
                                                                            bool per_maand) = 0;
    /// At most `aantal` findings behind `na`: the last message first, and in it in the order of its decision record.
    virtual model::Result<std::vector<BevindingRegel>> bevindingen(BevindingFilter const& filter, std::optional<BevindingCursor> const& na,
                                                                   std::int64_t aantal) = 0;
    /// At most `aantal` items behind `na`, by termijn (none: last) and id.
    virtual model::Result<std::vector<Werk>> werkvoorraad(WerkFilter const& filter, std::optional<WerkCursor> const& na,
                                                          std::int64_t aantal) = 0;
    virtual model::Result<std::optional<Werk>> werk(WerkId id) = 0;
    /// The first waiting row of every conversation (one afzender, one bestemming), by bestemming.
    virtual model::Result<std::vector<Uit>> uit_koppen() = 0;
    /// Rows behind `na`, at most `aantal`, by id.
    virtual model::Result<std::vector<Uit>> uit_lijst(UitFilter const& filter, UitId na, std::int64_t aantal) = 0;
    virtual model::Result<std::optional<Uit>> uit(UitId id) = 0;
    /// What the envelope of an outgoing row says beside what the row itself does.
    virtual model::Result<std::optional<EnvelopUit>> envelop_uit(UitId id) = 0;
    /// Rows not delivered that must be there by some day, and messages whose receiver has yet to answer, the soonest first.
    virtual model::Result<std::vector<Uit>> uit_met_termijn(std::int64_t aantal) = 0;
    virtual model::Result<std::vector<Verwacht>> verwacht(std::int64_t aantal) = 0;
    /// Toewijzingen that end today or later and of which no start came, by the day it was to begin, at most `aantal`.
    virtual model::Result<std::vector<StartVerwacht>> starts_verwacht(model::Date vandaag, std::int64_t aantal) = 0;
    /// Whether this partner sent in a message that names no sender (Transaction::onthoud_indiener).
    virtual model::Result<bool> ingediend_door(BerichtId bericht, std::string_view oin) = 0;
    /// What came in over VSP under a traceerId, or else in a conversation, the first one first, at most `aantal`.
    virtual model::Result<std::vector<VspInzending>> vsp_inzendingen(std::optional<std::string> const& traceer_id,
                                                                     std::string_view conversatie_id, std::int64_t aantal) = 0;
    /// The outgoing row with which an accepted message was passed on to its receiver.
    virtual model::Result<std::optional<Uit>> doorgestuurd(BerichtId bericht) = 0;
    virtual model::Result<std::vector<Bundel>> bundels() = 0;                                ///< all versions, without file bytes
    virtual model::Result<std::optional<Bundel>> bundel(std::string_view hash_or_label) = 0; ///< with file bytes
    /// The accounts that pass the filter, by aanbieder.
    virtual model::Result<std::vector<std::pair<model::Rekening, model::Stand>>> rekeningen(RekeningFilter const& filter) = 0;
    /// Lines of the ledger after line `na`, at most `aantal`, in order of booking.
    virtual model::Result<std::vector<Boekingregel>> boekingen(RekeningFilter const& filter, std::int64_t na, std::int64_t aantal) = 0;
    /// What was registered about an aanbieder and no single toewijzing, in every gemeente, in order of registration.
    virtual model::Result<std::vector<model::Registratie>> registraties(std::string_view aanbieder) = 0;
    /// Shows `bezoeker` the rows a report asks for, one at a time and all of the same moment: memory stays small however many there are.
    virtual model::Result<void> rapport(model::RapportVraag const& vraag, model::RapportBezoeker& bezoeker) = 0;
    /// What runs on a day or later in these gemeenten, by gemeente, domein, aanbieder, categorie, code: what a new bundle must go on
    /// knowing.
    virtual model::Result<std::vector<LopendProduct>> lopende_producten(std::span<std::string const> gemeenten, model::Date op) = 0;
    /// Number of messages, of outbox rows not yet delivered, of audit leaves; for /health and metrics.
    struct Tellingen {
        std::int64_t berichten = 0;
        std::int64_t uit_open = 0;
        std::int64_t uit_opgegeven = 0; ///< dead letters
        std::int64_t audit_leaves = 0;
        std::string audit_root; ///< hex
    };
    virtual model::Result<Tellingen> tellingen() = 0;
    /// Rows of the access log before `voor` (0: all of them), at most `aantal`, the last one first.
    virtual model::Result<std::vector<Inzage>> inzagen(InzageFilter const& filter, InzageId voor, std::int64_t aantal) = 0;
    /// Messages that somebody looked at and whose clients were not noted yet, behind `na`, at most `aantal`, by id.
    virtual model::Result<std::vector<BerichtId>> zonder_clienten(BerichtId na, std::int64_t aantal) = 0;
    /// How many rows of the access log are older than this.
    virtual model::Result<std::int64_t> inzagen_voor(std::int64_t moment_ms) = 0;
    /// Shows everything that is kept and not erased.
    virtual model::Result<void> bewaren(BewaarBezoeker& bezoeker) = 0;
    /// The legal holds that are on.
    virtual model::Result<std::vector<Vasthouding>> vasthoudingen() = 0;
    /// The plan with this hash that was begun, and the last one begun when it is empty.
    virtual model::Result<std::optional<Bewaarplan>> bewaarplan(std::string_view hash) = 0;
    virtual model::Result<std::optional<Gebruiker>> gebruiker(std::string_view naam) = 0;
    /// By name.
    virtual model::Result<std::vector<Gebruiker>> gebruikers() = 0;
    /// The audit log, and history as replay reads it; live as long as this reader.
    virtual Logboek& logboek() = 0;
    virtual Historie& historie() = 0;
    /// Looks at every page and row for damage, about 100 MB a second; errors: store_corrupt, store_io. `stop` is asked now and then and
    /// ends it early without a finding. Afterwards this reader is of no other use.
    virtual model::Result<void> check(std::function<bool()> const& stop) = 0;
};

/// A store on disk, opened by one process at a time.
class Store {
public:
    using Work = std::function<model::Result<void>(Transaction&)>;

    virtual ~Store() = default;

    /// Runs each piece of work in order, each all-or-nothing on its own, and commits them together with one sync. A result is
    /// success only when the commit is on disk. Work that fails leaves no trace; the others go on. A failed commit fails all.
    /// May run a piece of work again after a conflict (PostgreSQL), so work has no other effects. Store thread only.
    virtual std::vector<model::Result<void>> transact(std::span<Work const> work) = 0;
    model::Result<void> transact(Work const& work) { return transact(std::span(&work, 1)).front(); }
    /// The same, and in a scratch store nothing is kept to take it back with: after an error, or when it was abandoned, that is of no further
    /// use.
    virtual model::Result<void> transact_for_good(Work const& work) { return transact(work); }

    /// A reader of its own connection; may be made and used on another thread than the store's.
    virtual model::Result<std::unique_ptr<Reader>> reader() = 0;
    /// Housekeeping between groups: checkpoints the log when it has grown. Store thread only.
    virtual model::Result<void> maintain() = 0;
};

} // namespace store
