#pragma once

#include "store/checkpoint.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Going through the whole audit log and all it speaks of. Nothing is repaired.
namespace gateway::audit {

/// One thing that does not hold.
struct Afwijking {
    std::string_view soort;             ///< fixed word: "regel_veranderd", "afgekapt", "besluit_veranderd", ... (docs/audit.md)
    std::string tekst;                  ///< one Dutch sentence, without personal data
    std::optional<std::uint64_t> index; ///< of the leaf it is about
    std::int64_t bericht = 0;           ///< the message it is about; 0: none
};

struct Nagekeken {
    std::uint64_t regels = 0;
    std::int64_t berichten = 0;
    std::uint64_t controlepunten = 0;
    std::uint64_t gewist = 0;           ///< decisions whose nonce was erased: their bytes cannot be held against the log any more
    std::int64_t berichten_gewist = 0;  ///< messages of which nothing can be read any more
    std::int64_t uittreksels = 0;       ///< messages that a client was taken out of
    bool handtekeningen = false;        ///< whether there was a key to check them with
    std::vector<Afwijking> afwijkingen; ///< at most `most`, in the order found
    std::uint64_t afwijkingen_totaal = 0;
    static constexpr std::size_t most = 200;
};

/// What is known from outside the store.
struct VanBuiten {
    std::optional<store::audit::PublicKey> sleutel; ///< of the log; nullopt: signatures are not checked
    std::string notitie;                            ///< a checkpoint that somebody else kept; empty: none
};

/// `wat`, how much of it is done, and of how much.
using Voortgang = std::function<void(std::string_view wat, std::uint64_t klaar, std::uint64_t van)>;

/// Holds every leaf against its hash, every kept subtree, the root against every checkpoint, every signature, every message, decision and
/// answer against its commitment, every row against its leaf and every leaf against its row, and every bundle against its hash. Leaves that
/// are added meanwhile are left for a next time. Errors: of the store, when it cannot be read at all. The reader's thread.
[[nodiscard]] model::Result<Nagekeken> kijk_na(store::Reader& reader, VanBuiten const& buiten, Voortgang const& voortgang);

} // namespace gateway::audit
