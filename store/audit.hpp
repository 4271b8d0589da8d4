#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The audit log as pure functions: an append-only Merkle tree by the rules of RFC 6962 2.1, and the one encoding of what is in it.
/// An auditor checks it with nothing but SHA-256: leaf = SHA-256(0x00 || entry), node = SHA-256(0x01 || left || right).
namespace store::audit {

using Hash = std::array<std::byte, 32>;
/// The key of a commitment. Kept apart from the log, so that erasing it makes the commitment say nothing any more.
using Nonce = std::array<std::byte, 32>;

[[nodiscard]] Hash leaf_hash(std::span<std::byte const> entry);
[[nodiscard]] Hash node_hash(Hash const& left, Hash const& right);

/// HMAC-SHA-256 with the nonce as key: binds the log to the bytes without letting anyone guess them.
[[nodiscard]] Hash commitment(Nonce const& nonce, std::span<std::byte const> bytes);

/// The right edge of the tree: the hashes of its perfect subtrees, largest first. Enough to append and to know the root, both in
/// O(log n).
class Frontier {
public:
    Frontier() = default;
    /// From what size() and nodes() gave earlier; nullopt when the two do not fit together.
    [[nodiscard]] static std::optional<Frontier> from(std::uint64_t size, std::vector<Hash> nodes);

    void append(Hash const& leaf);
    /// The tree hash; SHA-256 of nothing for the empty tree.
    [[nodiscard]] Hash root() const;
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] std::span<Hash const> nodes() const noexcept { return nodes_; }

private:
    std::uint64_t size_ = 0;
    std::vector<Hash> nodes_; ///< one for each 1 in the binary form of size_
};

/// What a leaf tells. Texts hold no personal data: parties, numbers and hashes only.
struct Entry {
    std::uint64_t index = 0;      ///< place in the log, from 0
    std::int64_t moment_ms = 0;   ///< UTC
    std::string_view gebeurtenis; ///< "bericht", "bundel", "bundel-terugwerkend", ...
    std::int64_t bericht = 0;     ///< BerichtId; 0 when it is not about a message
    std::string_view soort;
    std::string_view afzender;
    std::string_view ontvanger;
    std::string_view identificatie;
    std::string_view uitkomst;
    std::string_view contract_hash;
    std::string_view schema_hash;
    std::optional<Hash> ontvangen; ///< commitment to the bytes as received, or to the bundle's files
    std::optional<Hash> besluit;   ///< commitment to the decision record
    std::optional<Hash> retour;    ///< commitment to the answer's bytes
};

/// The one encoding of an entry: the byte 1 (the form's version), then every member in the order above, each as a length of four
/// bytes and its bytes; numbers as eight bytes; big-endian throughout; an absent hash has length 0.
/// Fewer than 65,536 bytes. @pre each text is shorter than 4,096 bytes
[[nodiscard]] std::vector<std::byte> encode(Entry const& entry);

/// What encode() made these bytes of; the texts are views of `bytes`. nullopt when encode() makes no such bytes.
[[nodiscard]] std::optional<Entry> decode(std::span<std::byte const> bytes);

/// Lower-case hex.
[[nodiscard]] std::string hex(std::span<std::byte const> bytes);
/// The bytes of lower- or upper-case hex; nullopt when it is not that.
[[nodiscard]] std::optional<std::vector<std::byte>> from_hex(std::string_view text);

} // namespace store::audit
