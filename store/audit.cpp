#include "store/audit.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <stdexcept>

namespace store::audit {
namespace {

unsigned char* raw(std::byte* bytes) { return reinterpret_cast<unsigned char*>(bytes); }
unsigned char const* raw(std::byte const* bytes) { return reinterpret_cast<unsigned char const*>(bytes); }

Hash sha256(std::span<std::byte const> bytes) {
    Hash out;
    SHA256(raw(bytes.data()), bytes.size(), raw(out.data()));
    return out;
}

void put_big_endian(std::vector<std::byte>& out, std::uint64_t value, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<std::byte>((value >> shift) & 0xff));
}

void put(std::vector<std::byte>& out, std::span<std::byte const> bytes) {
    put_big_endian(out, bytes.size(), 4);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void put(std::vector<std::byte>& out, std::string_view text) {
    assert(text.size() < 4096);
    put(out, std::as_bytes(std::span(text)));
}

void put(std::vector<std::byte>& out, std::uint64_t number) {
    put_big_endian(out, 8, 4);
    put_big_endian(out, number, 8);
}

void put(std::vector<std::byte>& out, std::optional<Hash> const& hash) {
    put(out, hash ? std::span<std::byte const>(*hash) : std::span<std::byte const>());
}

std::uint64_t big_endian(std::span<std::byte const> bytes) {
    std::uint64_t value = 0;
    for (auto const byte : bytes) value = value << 8 | std::to_integer<std::uint64_t>(byte);
    return value;
}

/// Takes the members of an entry off its bytes; after a fault everything is absent.
class Members {
public:
    explicit Members(std::span<std::byte const> rest) : rest_(rest) {}

    std::span<std::byte const> bytes() {
        if (rest_.size() < 4) return fail();
        auto const size = big_endian(rest_.first(4));
        rest_ = rest_.subspan(4);
        if (rest_.size() < size) return fail();
        auto const member = rest_.first(size);
        rest_ = rest_.subspan(size);
        return member;
    }
    std::uint64_t number() {
        auto const member = bytes();
        return member.size() == 8 ? big_endian(member) : big_endian(fail());
    }
    std::string_view text() {
        auto const member = bytes();
        if (member.size() >= 4096) fail();
        return {reinterpret_cast<char const*>(member.data()), member.size()};
    }
    std::optional<Hash> hash() {
        auto const member = bytes();
        if (member.empty()) return std::nullopt;
        Hash out{};
        if (member.size() == out.size()) std::ranges::copy(member, out.begin());
        else fail();
        return out;
    }
    /// Whether every member was there and nothing stands behind them.
    [[nodiscard]] bool done() const { return good_ && rest_.empty(); }

private:
    std::span<std::byte const> fail() {
        good_ = false;
        return {};
    }

    std::span<std::byte const> rest_;
    bool good_ = true;
};

} // namespace

Hash leaf_hash(std::span<std::byte const> entry) {
    std::vector<std::byte> bytes;
    bytes.reserve(entry.size() + 1);
    bytes.push_back(std::byte{0});
    bytes.insert(bytes.end(), entry.begin(), entry.end());
    return sha256(bytes);
}

Hash node_hash(Hash const& left, Hash const& right) {
    std::array<std::byte, 65> bytes;
    bytes[0] = std::byte{1};
    std::ranges::copy(left, bytes.begin() + 1);
    std::ranges::copy(right, bytes.begin() + 33);
    return sha256(bytes);
}

Hash commitment(Nonce const& nonce, std::span<std::byte const> bytes) {
    Hash out;
    unsigned int size = 0;
    if (HMAC(EVP_sha256(), nonce.data(), static_cast<int>(nonce.size()), raw(bytes.data()), bytes.size(), raw(out.data()), &size) ==
            nullptr ||
        size != out.size())
        throw std::runtime_error("HMAC-SHA-256 is not available");
    return out;
}

std::optional<Frontier> Frontier::from(std::uint64_t size, std::vector<Hash> nodes) {
    if (nodes.size() != static_cast<std::size_t>(std::popcount(size))) return std::nullopt;
    Frontier frontier;
    frontier.size_ = size;
    frontier.nodes_ = std::move(nodes);
    return frontier;
}

void Frontier::append(Hash const& leaf) {
    Hash node = leaf;
    // Every 1 at the low end of the size is a perfect subtree as large as the one just completed: they join.
    for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
        node = node_hash(nodes_.back(), node);
        nodes_.pop_back();
    }
    nodes_.push_back(node);
    ++size_;
}

Hash Frontier::root() const {
    if (nodes_.empty()) return sha256({});
    Hash root = nodes_.back();
    for (std::size_t i = nodes_.size() - 1; i > 0; --i) root = node_hash(nodes_[i - 1], root);
    return root;
}

std::vector<std::byte> encode(Entry const& entry) {
    std::vector<std::byte> out;
    out.reserve(400);
    out.push_back(std::byte{1});
    put(out, entry.index);
    put(out, static_cast<std::uint64_t>(entry.moment_ms));
    put(out, entry.gebeurtenis);
    put(out, static_cast<std::uint64_t>(entry.bericht));
    put(out, entry.soort);
    put(out, entry.afzender);
    put(out, entry.ontvanger);
    put(out, entry.identificatie);
    put(out, entry.uitkomst);
    put(out, entry.contract_hash);
    put(out, entry.schema_hash);
    put(out, entry.ontvangen);
    put(out, entry.besluit);
    put(out, entry.retour);
    return out;
}

std::optional<Entry> decode(std::span<std::byte const> bytes) {
    if (bytes.empty() || bytes.front() != std::byte{1}) return std::nullopt;
    Members members(bytes.subspan(1));
    Entry entry;
    entry.index = members.number();
    entry.moment_ms = static_cast<std::int64_t>(members.number());
    entry.gebeurtenis = members.text();
    entry.bericht = static_cast<std::int64_t>(members.number());
    entry.soort = members.text();
    entry.afzender = members.text();
    entry.ontvanger = members.text();
    entry.identificatie = members.text();
    entry.uitkomst = members.text();
    entry.contract_hash = members.text();
    entry.schema_hash = members.text();
    entry.ontvangen = members.hash();
    entry.besluit = members.hash();
    entry.retour = members.hash();
    if (!members.done()) return std::nullopt;
    return entry;
}

std::string hex(std::span<std::byte const> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (std::byte const b : bytes) {
        out.push_back(digits[std::to_integer<unsigned>(b) >> 4]);
        out.push_back(digits[std::to_integer<unsigned>(b) & 15]);
    }
    return out;
}

std::optional<std::vector<std::byte>> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    auto const digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    std::vector<std::byte> out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        int const high = digit(text[i]);
        int const low = digit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<std::byte>(high * 16 + low));
    }
    return out;
}

} // namespace store::audit
