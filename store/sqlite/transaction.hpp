#pragma once

#include "store/audit.hpp"
#include "store/compress.hpp"
#include "store/sqlite/referenties.hpp"
#include "store/sqlite/rows.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/toewijzingen.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store::sqlite {

/// The hash of the bundle that is active for a gemeente; nullopt: none is.
using ActieveBundels = std::map<std::string, std::optional<std::string>, std::less<>>;

/// What the writer keeps in memory beside the database; goes back with every rollback.
struct Stand {
    audit::Frontier frontier;
    BerichtId next_bericht = 1;
    std::int64_t next_blok = 1;
    std::int64_t next_prestatie = 1;
    std::shared_ptr<ActieveBundels const> actief; ///< of the gemeenten that were asked for; every message asks
    bool log_wissen = false;                      ///< something was erased, and the log (-wal) still has what it was
};

/// Bytes that a transaction keeps in memory of what it looked up and of what it adds, about. One that takes one message keeps none: a
/// message names everything once.
struct Onthoudt {
    std::size_t toewijzingen = 0;
    std::size_t referenties = 0;
};
constexpr Onthoudt onthoudt_kladblok{std::size_t{64} << 20, std::size_t{96} << 20};

class SqliteTransaction final : public Transaction {
public:
    ~SqliteTransaction() override {
        if (!kladblok_) db_.sleutels().vergeet_clienten();
    }
    SqliteTransaction(Connection& db, Stand& stand, Compressor& compressor, Nonce const& nonce, Bewaring bewaring, Onthoudt onthoudt)
        : db_(db), stand_(stand), compressor_(compressor), nonce_(nonce), kladblok_(bewaring == Bewaring::kladblok),
          toewijzingen_(db, onthoudt.toewijzingen), referenties_(db, onthoudt.referenties) {}

    /// After the last of its work: what it still remembers goes to its rows.
    model::Result<void> rond_af() {
        auto done = toewijzingen_.laat_los();
        return done ? referenties_.schrijf_weg() : done;
    }

    model::Result<std::optional<BerichtRecord>> find_same(std::string_view sha256) override;
    model::Result<BerichtId> next_id() override;
    model::Result<model::Facts> facts(model::Message const& bericht) override;
    model::Result<model::ContractFeiten> contract_feiten(model::Message const& bericht, model::ContractVraag const& vraag) override;
    model::Result<std::optional<std::string>> active_bundle(std::string_view gemeente) override;
    model::Result<std::optional<Bundel>> bundle(std::string_view hash) override;
    model::Result<BerichtId> save(NieuwBericht const& nieuw) override;
    [[nodiscard]] bool bewaart_tekst(NieuwBericht const& nieuw) const override;
    model::Result<void> book(BerichtId id, model::Message const& bericht, model::Verdict const& verdict,
                             model::Facts const& feiten) override;
    model::Result<void> registreer(std::span<model::Registratie const> registraties, std::int64_t moment_ms) override;
    model::Result<void> omgeving(std::string_view json, std::int64_t moment_ms) override;
    model::Result<LogEinde> log_einde() override;
    model::Result<bool> bewaar_controlepunt(Controlepunt const& nieuw, std::uint64_t vorige) override;
    model::Result<std::optional<BerichtRecord>> bericht(BerichtId id) override;
    model::Result<std::optional<std::string>> origineel(BerichtId id) override;
    model::Result<void> add_werk(BerichtId id, model::Message const& bericht, model::Date sinds, std::span<NieuwWerk const> items) override;
    model::Result<std::optional<Werk>> werk(WerkId id) override;
    model::Result<std::optional<Werk>> werk_van(BerichtId bericht, WerkSoort soort, std::string_view sleutel,
                                                std::string_view regel) override;
    model::Result<void> decide_werk(Werk const& werk, WerkBesluit const& besluit, bool klaar) override;
    model::Result<bool> honoreer(Werk const& werk, BerichtId toewijzing) override;
    model::Result<void> settle(BerichtId id, NieuweAfdoening const& afdoening) override;
    model::Result<UitId> stuur(NieuwUit const& nieuw) override;
    model::Result<std::optional<Uit>> uit(UitId id) override;
    model::Result<std::vector<Uit>> uit_lijst(UitFilter const& filter, UitId na, std::int64_t aantal) override;
    model::Result<std::optional<Uit>> uit_op_referentie(std::string_view referentienummer) override;
    model::Result<void> zet_uit(UitId id, outbox::Uitgaand const& stand, std::string_view verbinding, std::string_view fout) override;
    model::Result<void> heropen_uit(Uit const& uit, std::int64_t moment_ms, std::string_view door) override;
    model::Result<void> verwacht_niet(BerichtId bericht) override;
    model::Result<std::string> vingerafdruk(std::string_view sha256) override;
    model::Result<std::optional<EnvelopRecord>> envelop(std::string_view zender, std::string_view referentienummer) override;
    model::Result<EnvelopId> bewaar_envelop(NieuwEnvelop const& nieuw) override;
    model::Result<void> antwoord_op(UitId uit, EnvelopId envelop) override;
    model::Result<std::int64_t> envelop_tijdstip(std::int64_t moment_ms) override;
    model::Result<bool> later_tijdstip(std::string_view zender, std::string_view tijdstip) override;
    model::Result<void> onthoud_indiener(BerichtId bericht, std::string_view oin) override;
    model::Result<void> log_conflict(EnvelopConflict const& conflict) override;
    model::Result<void> log_klok(std::int64_t moment_ms, std::int64_t sprong_ms) override;
    model::Result<InzageId> noteer_inzage(NieuweInzage const& nieuw) override;
    model::Result<void> noteer_clienten(std::span<BerichtClienten const> clienten) override;
    model::Result<std::int64_t> wis_inzagen(std::int64_t voor_ms, std::int64_t moment_ms, std::string_view door,
                                            std::string_view grond) override;
    model::Result<void> houd_vast(Vasthouding const& vasthouding) override;
    model::Result<std::int64_t> bewaar_plan(Bewaarplan const& plan) override;
    model::Result<void> bewaar_stap(Bewaarstap const& stap) override;
    model::Result<void> activate(Bundel const& bundel) override;
    model::Result<void> stel_voor(Bundel const& bundel, std::string_view door) override;
    model::Result<bool> eindig_voorstel(std::string_view hash, Daad const& daad) override;
    model::Result<std::optional<Gebruiker>> gebruiker(std::string_view naam) override;
    model::Result<void> bewaar_gebruiker(Gebruiker const& gebruiker, Daad const& daad) override;
    model::Result<bool> verwijder_gebruiker(std::string_view naam, Daad const& daad) override;
    model::Result<Gewist> wis_client(std::string_view bsn, Wissing const& wissing) override;
    model::Result<Gewist> wis_bericht(BerichtId id, Wissing const& wissing) override;
    void abandon() override { abandoned_ = true; }

    [[nodiscard]] Connection& verbinding() noexcept { return db_; }
    [[nodiscard]] bool abandoned() const noexcept { return abandoned_; }

private:
    /// What the message itself leaves, the ledger apart.
    model::Result<void> book_bericht(BerichtId id, model::Message const& bericht, model::Verdict const& verdict,
                                     model::Facts const& feiten);
    /// @param sleutel 0: not locked
    model::Result<Blokken> write_content(SleutelId sleutel, std::span<std::byte const> bytes);
    /// Notes until when the receiver of a message has to answer it.
    model::Result<void> verwacht(BerichtId id, std::string_view bestemming, model::Date vandaag, model::Date voor);
    /// Puts an accepted message in the outbox, and notes until when its receiver has to answer.
    model::Result<void> zend_door(BerichtId id, Doorzending const& door, std::string_view afzender, std::int64_t moment_ms,
                                  model::Date vandaag);
    /// The leaf of a new message.
    model::Result<void> leg_vast(BerichtId id, NieuwBericht const& nieuw, SleutelId sleutel);
    /// What goes out because of it.
    model::Result<void> zend_uit(BerichtId id, NieuwBericht const& nieuw, std::string_view afzender, std::string_view ontvanger);
    /// The key for all of a message, made when it is the first of its client in this year; notes who a message of several is about.
    model::Result<SleutelId> sleutel_voor(BerichtId id, NieuwBericht const& nieuw);
    model::Result<SleutelId> sleutel_van(BerichtId id);
    /// The parts of erasing (wissen.cpp). @returns false: it was erased before, or is not there
    model::Result<bool> wis_inhoud(BerichtId id, std::int64_t moment_ms, Gewist& gewist);
    model::Result<void> zonder_client(BerichtId id, std::string_view bsn, Wissing const& wissing, Gewist& gewist);
    model::Result<void> schrijf_op(BerichtId id, Wissing const& wissing, Gewist const& gewist);
    /// Adds the leaf; fills in its index. With a nonce when the entry commits to anything, locked with the key of what it is about.
    model::Result<void> log(audit::Entry entry, std::optional<audit::Nonce> const& nonce, SleutelId sleutel = algemene_sleutel);
    /// Stores the files of a bundle, unless they are there. @returns its id
    model::Result<std::int64_t> bewaar_bundel(Bundel const& bundel);
    /// Adds a row of `daad` with its leaf.
    model::Result<void> log_daad(std::string_view soort, std::int64_t moment_ms, std::string const& tekst);
    /// Adds a leaf that tells of something and commits to a text.
    model::Result<void> log_tekst(std::string_view gebeurtenis, std::int64_t moment_ms, std::string_view tekst);

    Connection& db_;
    Stand& stand_;
    Compressor& compressor_;
    Nonce const& nonce_;
    bool const kladblok_;
    Toewijzingen toewijzingen_;
    Referenties referenties_;
    bool abandoned_ = false;
};

/// What the audit log commits to for an erasure.
[[nodiscard]] std::string canonical(BerichtId id, Gewist const& gewist, std::string_view door, std::string_view grond);

/// The parts of book(), one per kind of message (book.cpp).
model::Result<void> book_toewijzingen(Connection& db, Toewijzingen& toewijzingen, BerichtId id, model::Message const& bericht,
                                      model::Facts const& feiten);
model::Result<void> book_declaratie(Connection& db, Stand& stand, Toewijzingen& toewijzingen, Referenties& referenties, BerichtId id,
                                    model::Message const& bericht, model::Verdict const& verdict, model::Facts const& feiten);

} // namespace store::sqlite
