#include "store/audit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace store::audit;

namespace {

Hash leaf(char const* hex_text) { return leaf_hash(*from_hex(hex_text)); }

/// The tree hash straight from its definition in RFC 6962 2.1.
Hash by_definition(std::span<Hash const> leaves) {
    if (leaves.empty()) return Frontier().root();
    if (leaves.size() == 1) return leaves.front();
    std::size_t split = 1;
    while (split * 2 < leaves.size()) split *= 2;
    return node_hash(by_definition(leaves.first(split)), by_definition(leaves.subspan(split)));
}

} // namespace

TEST_CASE("the published tree hashes") {
    constexpr std::array leaves{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    std::array<std::string, 9> roots;
    Frontier frontier;
    roots[0] = hex(frontier.root());
    for (std::size_t n = 0; n < leaves.size(); ++n) {
        frontier.append(leaf(leaves[n]));
        roots[n + 1] = hex(frontier.root());
    }
    CHECK(roots[0] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(roots[1] == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    CHECK(roots[3] == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    CHECK(roots[7] == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    CHECK(roots[8] == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

TEST_CASE("the right edge gives the root of the definition for every size up to 300, also when taken up again") {
    std::vector<Hash> leaves;
    Frontier frontier;
    for (int n = 0; n < 300; ++n) {
        std::array<std::byte, 2> const entry{static_cast<std::byte>(n / 256), static_cast<std::byte>(n % 256)};
        leaves.push_back(leaf_hash(entry));
        auto again = Frontier::from(frontier.size(), {frontier.nodes().begin(), frontier.nodes().end()});
        REQUIRE(again);
        frontier = std::move(*again);
        frontier.append(leaves.back());
        REQUIRE(frontier.size() == leaves.size());
        REQUIRE(frontier.root() == by_definition(leaves));
    }
}

TEST_CASE("an edge that does not fit its size is refused") {
    CHECK_FALSE(Frontier::from(3, {Hash{}}));
    CHECK_FALSE(Frontier::from(0, {Hash{}}));
    CHECK(Frontier::from(4, {Hash{}}));
}

TEST_CASE("a commitment is HMAC-SHA-256 with the nonce as key") {
    // RFC 4231 case 2, its key of four bytes filled up with zeros as HMAC does.
    Nonce nonce{};
    std::string const key = "Jefe";
    std::ranges::copy(std::as_bytes(std::span(key)), nonce.begin());
    std::string const text = "what do ya want for nothing?";
    CHECK(hex(commitment(nonce, std::as_bytes(std::span(text)))) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("the encoding of an entry, byte for byte") {
    Entry entry;
    entry.index = 258;
    entry.moment_ms = 1;
    entry.gebeurtenis = "bericht";
    entry.bericht = 7;
    entry.soort = "JW323";
    entry.retour = Hash{};
    CHECK(hex(encode(entry)) == "01"
                                "00000008"
                                "0000000000000102"
                                "00000008"
                                "0000000000000001"
                                "00000007"
                                "62657269636874"
                                "00000008"
                                "0000000000000007"
                                "00000005"
                                "4a57333233"
                                "00000000"
                                "00000000"
                                "00000000"
                                "00000000"
                                "00000000"
                                "00000000"
                                "00000000"
                                "00000000"
                                "00000020"
                                "0000000000000000000000000000000000000000000000000000000000000000");
}

TEST_CASE("text cannot move from one member of an entry to the next unseen") {
    Entry one;
    one.afzender = "ab";
    one.ontvanger = "c";
    Entry other;
    other.afzender = "a";
    other.ontvanger = "bc";
    CHECK(encode(one) != encode(other));
}

TEST_CASE("hex goes both ways and nothing else is read as hex") {
    CHECK(hex(*from_hex("00fFa0")) == "00ffa0");
    CHECK(from_hex("")->empty());
    CHECK_FALSE(from_hex("abc"));
    CHECK_FALSE(from_hex("zz"));
    CHECK_FALSE(from_hex(" 1"));
}

TEST_CASE("an entry is read back from its bytes, and from no others") {
    Entry entry;
    entry.index = 258;
    entry.moment_ms = -1;
    entry.gebeurtenis = "bericht";
    entry.bericht = 7;
    entry.identificatie = "T1";
    entry.besluit = leaf("00");
    auto const bytes = encode(entry);
    auto const read = decode(bytes);
    REQUIRE(read.has_value());
    CHECK(encode(*read) == bytes);
    CHECK(read->index == 258);
    CHECK(read->moment_ms == -1);
    CHECK(read->identificatie == "T1");
    CHECK_FALSE(read->ontvangen.has_value());
    CHECK(read->besluit == entry.besluit);

    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode(std::span(bytes).first(size)).has_value());
    auto longer = bytes;
    longer.push_back(std::byte{0});
    CHECK_FALSE(decode(longer).has_value());
    // Whatever is in its place, only what encode() makes is an entry.
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto changed = bytes;
        changed[at] ^= std::byte{1};
        auto const other = decode(changed);
        if (other) CHECK(encode(*other) == changed);
    }
}
