#pragma once

#include "store/audit.hpp"
#include "store/inzage.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The audit log as it is read and signed: leaves, hashes of subtrees, and checkpoints. Proofs are made of these (store/merkle.hpp).
namespace store {

/// A signed statement about the log, as it was published.
struct Controlepunt {
    std::uint64_t grootte = 0; ///< leaves it speaks of
    std::int64_t moment_ms = 0;
    audit::Hash wortel{};
    std::string notitie; ///< the whole signed note
};

/// A leaf and, as long as it was not erased, the key of its commitments.
struct LogRegel {
    std::uint64_t index = 0;
    std::vector<std::byte> entry; ///< as audit::encode() made it
    audit::Hash hash{};
    std::optional<audit::Nonce> nonce;
};

/// Where the log ends.
struct LogEinde {
    std::uint64_t grootte = 0;
    audit::Hash wortel{};
};

/// The table that a row of history with a leaf of its own stands in.
enum class LogTabel : std::uint8_t { bericht, afdoening, werkbesluit };

/// A row of history as its leaf tells of it: what the leaf says openly, and the bytes it commits to.
struct LogRij {
    LogTabel tabel = LogTabel::bericht;
    std::int64_t nummer = 0; ///< in its table
    std::int64_t bericht = 0;
    std::uint64_t index = 0; ///< of its leaf
    std::int64_t moment_ms = 0;
    model::Date vandaag; ///< the day of the decision
    std::string soort;
    std::string afzender;
    std::string ontvanger;
    std::string identificatie;
    std::string uitkomst;
    std::string contract_hash;
    std::string schema_hash;
    std::optional<std::string> origineel; ///< nullopt: not kept, or not a message
    std::string sha256;                   ///< of the bytes of a message, hex
    std::string besluit;
    std::optional<std::string> retour;
    bool gewist = false;      ///< nothing of it can be read; the texts are empty
    bool herschreven = false; ///< a client was taken out of it: the texts are not those of then
};

/// Reads the log through the connection of a Reader, under the same rules.
class Logboek {
public:
    virtual ~Logboek() = default;
    virtual model::Result<LogEinde> einde() = 0;
    /// At most `aantal` leaves from `index` on.
    virtual model::Result<std::vector<LogRegel>> regels(std::uint64_t index, std::int64_t aantal) = 0;
    /// The hash of the perfect subtree of 2^niveau leaves that starts at leaf index * 2^niveau. @pre that subtree is whole
    virtual model::Result<audit::Hash> deelboom(unsigned niveau, std::uint64_t index) = 0;
    /// Every hash that is kept of subtrees of 256^niveau leaves, in order. @pre niveau > 0
    virtual model::Result<std::vector<audit::Hash>> bewaarde_deelbomen(unsigned niveau) = 0;
    /// Shows `bezoek` every row of these messages that must have a leaf, a table at a time, each in order of its numbers; an error of it
    /// ends the visit.
    virtual model::Result<void> rijen(std::int64_t van, std::int64_t tot,
                                      std::function<model::Result<void>(LogRij const&)> const& bezoek) = 0;
    /// How many rows of the access log have their leaf before `tot`, and which were removed by then.
    virtual model::Result<InzageStand> inzagen(std::uint64_t tot) = 0;
    /// What the leaf of registraties ("registratie"), of settings ("omgeving"), of the access log ("inzage", "inzage-gewist"), of a legal
    /// hold ("vasthouden") or of a plan ("bewaarplan") commits to as `ontvangen`; nullopt: it is not there.
    virtual model::Result<std::optional<std::string>> vastgelegd(std::uint64_t index) = 0;
    /// The leaves that tell of decisions on a message, in order.
    virtual model::Result<std::vector<std::uint64_t>> bladen(std::int64_t bericht) = 0;
    /// The rows of the outbox that are of these messages, in order. Goes through the whole outbox.
    virtual model::Result<std::vector<std::int64_t>> afleveringen(std::span<std::int64_t const> berichten) = 0;
    /// The last checkpoint over at most `grootte` leaves; nullopt: there is none.
    virtual model::Result<std::optional<Controlepunt>> controlepunt(std::uint64_t grootte) = 0;
    /// Checkpoints over more than `na` leaves, the smallest first.
    virtual model::Result<std::vector<Controlepunt>> controlepunten(std::uint64_t na, std::int64_t aantal) = 0;
};

} // namespace store
