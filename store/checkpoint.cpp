#include "store/checkpoint.hpp"

#include "xsd/model/base64.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace store::audit {
namespace {

constexpr std::string_view dash = "\u2014 "; ///< begins a signature line

unsigned char const* raw(std::span<std::byte const> bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }
EVP_PKEY* as_key(void* key) { return static_cast<EVP_PKEY*>(key); }

struct FreeBio {
    void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
struct FreeKey {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

std::string content(BIO* bio) {
    char* data = nullptr;
    auto const size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

model::Error wrong_use(std::string context) { return {model::ErrorCode::wrong_use, std::move(context)}; }

bool good_name(std::string_view name) {
    return !name.empty() && std::ranges::none_of(name, [](unsigned char c) { return c <= ' ' || c == '+' || c == 0x7f; });
}

/// One line without its LF; nullopt when there is no whole line left.
std::optional<std::string_view> line(std::string_view& rest) {
    auto const end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    auto const one = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return one;
}

std::optional<std::uint64_t> decimal(std::string_view text) {
    if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool holds(PublicKey const& key, std::string_view signed_text, std::span<std::byte const> signature) {
    Key const evp(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key), key.size()));
    Context const context(EVP_MD_CTX_new());
    if (!evp || !context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, evp.get()) != 1) return false;
    auto const text = std::as_bytes(std::span(signed_text));
    return EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(text), text.size()) == 1;
}

} // namespace

std::string text(Checkpoint const& checkpoint) {
    return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, base64(checkpoint.root));
}

std::array<std::byte, 4> key_id(std::string_view name, PublicKey const& key) {
    std::vector<std::byte> bytes;
    std::ranges::copy(std::as_bytes(std::span(name)), std::back_inserter(bytes));
    bytes.push_back(std::byte{'\n'});
    bytes.push_back(std::byte{1}); // Ed25519
    std::ranges::copy(key, std::back_inserter(bytes));
    Hash hash;
    SHA256(raw(bytes), bytes.size(), reinterpret_cast<unsigned char*>(hash.data()));
    return {hash[0], hash[1], hash[2], hash[3]};
}

void SigningKey::Free::operator()(void* key) const noexcept { EVP_PKEY_free(as_key(key)); }

model::Result<SigningKey> SigningKey::from_seed(std::string name, std::span<std::byte const> seed) {
    if (!good_name(name)) return std::unexpected(wrong_use("de naam van een auditlog heeft geen spaties en geen plusteken"));
    auto* key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(seed), seed.size());
    if (key == nullptr) return std::unexpected(wrong_use("een Ed25519-sleutel is 32 bytes"));
    return SigningKey(std::move(name), key);
}

model::Result<SigningKey> SigningKey::load(std::string name, std::filesystem::path const& pem) {
    if (!good_name(name)) return std::unexpected(wrong_use("de naam van een auditlog heeft geen spaties en geen plusteken"));
    std::ifstream file(pem, std::ios::binary);
    if (!file) return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{} is niet te lezen", pem.string())});
    std::string const bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    Bio const bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    // An empty pass phrase: never ask on a terminal that a daemon does not have.
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, const_cast<char*>("")));
    if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519)
        return std::unexpected(wrong_use(fmt::format(
            "{} is geen Ed25519-sleutel zonder wachtwoord; maak er een met: openssl genpkey -algorithm ed25519", pem.string())));
    return SigningKey(std::move(name), key.release());
}

model::Result<SigningKey> SigningKey::create(std::string name, std::filesystem::path const& pem) {
    if (!good_name(name)) return std::unexpected(wrong_use("de naam van een auditlog heeft geen spaties en geen plusteken"));
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!key) throw std::runtime_error("Ed25519 is not available");
    Bio const bio(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        throw std::runtime_error("a key cannot be written as PEM");
    auto const bytes = content(bio.get());
    int const file = ::open(pem.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return std::unexpected(wrong_use(fmt::format("{} bestaat al of is niet te maken", pem.string())));
    bool const written = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
    ::close(file);
    if (!written) return std::unexpected(model::Error{model::ErrorCode::store_io, fmt::format("{} is niet geschreven", pem.string())});
    return SigningKey(std::move(name), key.release());
}

PublicKey SigningKey::public_key() const {
    PublicKey out;
    auto size = out.size();
    if (EVP_PKEY_get_raw_public_key(as_key(key_.get()), reinterpret_cast<unsigned char*>(out.data()), &size) != 1 || size != out.size())
        throw std::runtime_error("an Ed25519 key has no public half");
    return out;
}

std::string SigningKey::public_pem() const {
    Bio const bio(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PUBKEY(bio.get(), as_key(key_.get())) != 1) throw std::runtime_error("a key cannot be written as PEM");
    return content(bio.get());
}

std::string SigningKey::sign(Checkpoint const& checkpoint) const {
    auto const note = text(checkpoint);
    auto const bytes = std::as_bytes(std::span(note));
    std::vector<std::byte> blob(4 + std::tuple_size_v<Signature>);
    std::ranges::copy(key_id(name_, public_key()), blob.begin());
    auto size = std::tuple_size_v<Signature>;
    Context const context(EVP_MD_CTX_new());
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, as_key(key_.get())) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(blob.data() + 4), &size, raw(bytes), bytes.size()) != 1)
        throw std::runtime_error("an Ed25519 key does not sign");
    return fmt::format("{}\n{}{} {}\n", note, dash, name_, base64(blob));
}

model::Result<PublicKey> public_key_from_pem(std::string_view pem) {
    Bio const bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Key const key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
    PublicKey out;
    auto size = out.size();
    if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519 ||
        EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(out.data()), &size) != 1)
        return std::unexpected(wrong_use("dit is geen openbare Ed25519-sleutel in PEM"));
    return out;
}

std::string_view name(NoteFault fault) {
    switch (fault) {
    case NoteFault::form: return "vorm";
    case NoteFault::other_origin: return "ander_log";
    case NoteFault::no_known_key: return "onbekende_sleutel";
    case NoteFault::bad_signature: return "handtekening_klopt_niet";
    }
    return {};
}

std::expected<Checkpoint, NoteFault> open(std::string_view note, TrustedKey const& key) {
    auto rest = note;
    auto const origin = line(rest);
    auto const size = line(rest);
    auto const root = line(rest);
    auto const blank = line(rest);
    if (!origin || !size || !root || !blank || !blank->empty() || !good_name(*origin)) return std::unexpected(NoteFault::form);
    Checkpoint checkpoint{std::string(*origin), 0, {}};
    auto const leaves = decimal(*size);
    auto const hash = from_base64(*root);
    if (!leaves || !hash || hash->size() != checkpoint.root.size()) return std::unexpected(NoteFault::form);
    checkpoint.size = *leaves;
    std::ranges::copy(*hash, checkpoint.root.begin());
    if (checkpoint.origin != key.name) return std::unexpected(NoteFault::other_origin);

    auto const wanted = key_id(key.name, key.key);
    bool known = false;
    bool good = false;
    if (rest.empty()) return std::unexpected(NoteFault::form);
    while (!rest.empty()) {
        auto one = line(rest);
        if (!one || !one->starts_with(dash)) return std::unexpected(NoteFault::form);
        one->remove_prefix(dash.size());
        auto const space = one->find(' ');
        if (space == std::string_view::npos || !good_name(one->substr(0, space))) return std::unexpected(NoteFault::form);
        auto const blob = from_base64(one->substr(space + 1));
        if (!blob || blob->size() < 5) return std::unexpected(NoteFault::form);
        if (one->substr(0, space) != key.name || !std::ranges::equal(wanted, std::span(*blob).first(4))) continue;
        known = true;
        good = good || holds(key.key, text(checkpoint), std::span(*blob).subspan(4));
    }
    if (good) return checkpoint;
    return std::unexpected(known ? NoteFault::bad_signature : NoteFault::no_known_key);
}

std::string base64(std::span<std::byte const> bytes) {
    std::string out;
    model::append_base64(out, bytes);
    return out;
}

std::optional<std::vector<std::byte>> from_base64(std::string_view text) {
    std::string bytes;
    model::Base64Decoder decoder;
    if (!decoder.add(text, bytes) || !decoder.finish()) return std::nullopt;
    auto const out = std::as_bytes(std::span(bytes));
    // The decoder passes over blanks; here one spelling only counts.
    if (base64(out) != text) return std::nullopt;
    return std::vector(out.begin(), out.end());
}

} // namespace store::audit
