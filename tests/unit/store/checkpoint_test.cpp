#include "store/checkpoint.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace {

using namespace store::audit;

constexpr std::string_view naam = "audit.example.nl/prod1";

SigningKey key(unsigned char fill, std::string_view name = naam) {
    std::array<std::byte, 32> seed;
    seed.fill(std::byte{fill});
    return SigningKey::from_seed(std::string(name), seed).value();
}

Checkpoint checkpoint() {
    Checkpoint c{std::string(naam), 12345, {}};
    c.root.fill(std::byte{0xab});
    return c;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    auto const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

} // namespace

TEST_CASE("a signed checkpoint opens with its key and says what was signed") {
    auto const signing = key(1);
    auto const note = signing.sign(checkpoint());
    CHECK(
        note.starts_with("audit.example.nl/prod1\n12345\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n\n\u2014 audit.example.nl/prod1 "));
    TrustedKey const trusted{std::string(naam), signing.public_key()};
    REQUIRE(open(note, trusted).has_value());
    CHECK(*open(note, trusted) == checkpoint());
    CHECK(public_key_from_pem(signing.public_pem()).value() == signing.public_key());
}

TEST_CASE("an Ed25519 key from a seed is the one of RFC 8032 7.1 test 1") {
    auto const seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").value();
    CHECK(hex(SigningKey::from_seed("a", seed)->public_key()) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST_CASE("what was not signed does not open, and is told apart") {
    auto const signing = key(1);
    auto const note = signing.sign(checkpoint());
    TrustedKey const trusted{std::string(naam), signing.public_key()};
    CHECK(open(replaced(note, "12345", "12346"), trusted).error() == NoteFault::bad_signature);
    CHECK(open(replaced(note, "q6ur", "r6ur"), trusted).error() == NoteFault::bad_signature);
    CHECK(open(note, {std::string(naam), key(2).public_key()}).error() == NoteFault::no_known_key);
    CHECK(open(note, {"audit.example.nl/prod2", signing.public_key()}).error() == NoteFault::other_origin);
    CHECK(open(key(1, "ander").sign({"ander", 1, {}}), trusted).error() == NoteFault::other_origin);
}

TEST_CASE("only the one canonical form is a checkpoint") {
    auto const note = key(1).sign(checkpoint());
    TrustedKey const trusted{std::string(naam), key(1).public_key()};
    for (auto const& wrong : {replaced(note, "12345", "012345"), replaced(note, "12345", "+12345"), replaced(note, "12345\n", "12345 \n"),
                              replaced(note, "6s=", "6t="), replaced(note, "\n\n", "\nextra\n\n"), replaced(note, "\n\n", "\n"),
                              replaced(note, "\u2014", "-"), note.substr(0, note.size() - 1), note + "x", std::string()})
        CHECK(open(wrong, trusted).error() == NoteFault::form);
    CHECK(open(note.substr(0, note.find("\n\n") + 2), trusted).error() == NoteFault::form); // nobody signed
}

TEST_CASE("signatures of others beside ours do not matter, up to sixteen and more") {
    auto const signing = key(1);
    auto note = signing.sign(checkpoint());
    auto const own = note.substr(note.find("\u2014"));
    std::string others;
    for (int i = 0; i < 20; ++i)
        others += replaced(key(static_cast<unsigned char>(50 + i)).sign(checkpoint()), text(checkpoint()) + "\n", "");
    CHECK(open(text(checkpoint()) + "\n" + others + own, {std::string(naam), signing.public_key()}).has_value());
    CHECK(open(text(checkpoint()) + "\n" + others, {std::string(naam), signing.public_key()}).error() == NoteFault::no_known_key);
}

TEST_CASE("a key file is made once, for its owner only, and loads again; anything else says what to do") {
    auto const path = std::filesystem::temp_directory_path() / "ketenpoort-checkpoint-test.pem";
    std::filesystem::remove(path);
    auto const made = SigningKey::create(std::string(naam), path);
    REQUIRE(made.has_value());
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(SigningKey::load(std::string(naam), path)->public_key() == made->public_key());
    CHECK(SigningKey::create(std::string(naam), path).error().code == model::ErrorCode::wrong_use);
    std::filesystem::remove(path);
    CHECK(SigningKey::load(std::string(naam), path).error().code == model::ErrorCode::not_found);
    CHECK(SigningKey::load("met spatie", path).error().code == model::ErrorCode::wrong_use);
}

TEST_CASE("base64 has one spelling") {
    for (std::size_t n = 0; n < 40; ++n) {
        std::vector<std::byte> bytes(n);
        std::ranges::generate(bytes, [v = 0]() mutable { return static_cast<std::byte>(v += 37); });
        CHECK(from_base64(base64(bytes)) == bytes);
    }
    for (auto const* wrong : {"a", "ab", "abc", "ab==cd==", "YQ= =", "YR==", " YQ==", "YQ==\n", "Y\nQ=", "YQ=a"})
        CHECK_FALSE(from_base64(wrong));
}
