#pragma once

#include "store/audit.hpp"
#include "xsd/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// Reads the log through the connection of a Reader, under the same rules.
class Logboek {
public:
    virtual ~Logboek() = default;
    virtual model::Result<LogEinde> einde() = 0;
    /// At most `aantal` leaves from `index` on.
    virtual model::Result<std::vector<LogRegel>> regels(std::uint64_t index, std::int64_t aantal) = 0;
    /// The hash of the perfect subtree of 2^niveau leaves that starts at leaf index * 2^niveau. @pre that subtree is whole
    virtual model::Result<audit::Hash> deelboom(unsigned niveau, std::uint64_t index) = 0;
    /// The last checkpoint over at most `grootte` leaves; nullopt: there is none.
    virtual model::Result<std::optional<Controlepunt>> controlepunt(std::uint64_t grootte) = 0;
    /// Checkpoints over more than `na` leaves, the smallest first.
    virtual model::Result<std::vector<Controlepunt>> controlepunten(std::uint64_t na, std::int64_t aantal) = 0;
};

} // namespace store
