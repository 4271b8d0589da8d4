#pragma once

#include "store/audit.hpp"
#include "xsd/model/error.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Signed statements about the audit tree, as text that people and standard tools can check: C2SP tlog-checkpoint in a C2SP signed note.
namespace store::audit {

/// What a checkpoint says: under this name the log had so many leaves with this root.
struct Checkpoint {
    std::string origin; ///< "audit.example.nl/prod1": no blanks, no plus, no control characters
    std::uint64_t size = 0;
    Hash root{};
    friend bool operator==(Checkpoint const&, Checkpoint const&) = default;
};

/// The three lines that are signed, last LF included.
[[nodiscard]] std::string text(Checkpoint const& checkpoint);

using PublicKey = std::array<std::byte, 32>;
using Signature = std::array<std::byte, 64>;

/// First four bytes of SHA-256(name || LF || 0x01 || key): which key of that name a signature is by.
[[nodiscard]] std::array<std::byte, 4> key_id(std::string_view name, PublicKey const& key);

/// An Ed25519 key to sign checkpoints with. The name is the checkpoint's origin.
class SigningKey {
public:
    /// From 32 secret bytes.
    [[nodiscard]] static model::Result<SigningKey> from_seed(std::string name, std::span<std::byte const> seed);
    /// From a PEM file (PKCS#8, as `openssl genpkey -algorithm ed25519` writes it). Errors: not_found, wrong_use (with what to do).
    [[nodiscard]] static model::Result<SigningKey> load(std::string name, std::filesystem::path const& pem);
    /// Makes a new key and writes it to a file that must not exist, readable by its owner only. Errors: wrong_use, store_io.
    [[nodiscard]] static model::Result<SigningKey> create(std::string name, std::filesystem::path const& pem);

    [[nodiscard]] std::string const& name() const noexcept { return name_; }
    [[nodiscard]] PublicKey public_key() const;
    /// For an auditor: `openssl pkeyutl -pubin -inkey` takes it.
    [[nodiscard]] std::string public_pem() const;
    /// The whole signed note: text, blank line, signature line. @pre checkpoint.origin == name()
    [[nodiscard]] std::string sign(Checkpoint const& checkpoint) const;

private:
    struct Free {
        void operator()(void* key) const noexcept;
    };
    SigningKey(std::string name, void* key) : name_(std::move(name)), key_(key) {}

    std::string name_;
    std::unique_ptr<void, Free> key_;
};

/// A public key as an auditor holds it.
struct TrustedKey {
    std::string name;
    PublicKey key{};
};

/// Reads a PEM public key (SubjectPublicKeyInfo of Ed25519). Errors: wrong_use.
[[nodiscard]] model::Result<PublicKey> public_key_from_pem(std::string_view pem);

/// What is wrong with a note.
enum class NoteFault : std::uint8_t {
    form,          ///< not a checkpoint note
    other_origin,  ///< of another log
    no_known_key,  ///< not signed by the trusted key
    bad_signature, ///< signed with its name and id, but the signature does not hold
};
[[nodiscard]] std::string_view name(NoteFault fault);

/// Reads a signed checkpoint and checks its signature by the trusted key. Signatures by other keys are ignored, at least 16 are taken.
/// Nothing but the exact canonical form passes: no leading zeros, no blanks at line ends, no lines more. Pure.
[[nodiscard]] std::expected<Checkpoint, NoteFault> open(std::string_view note, TrustedKey const& key);

/// Standard base64 with padding.
[[nodiscard]] std::string base64(std::span<std::byte const> bytes);
/// nullopt unless it is the one canonical base64 form of some bytes.
[[nodiscard]] std::optional<std::vector<std::byte>> from_base64(std::string_view text);

} // namespace store::audit
