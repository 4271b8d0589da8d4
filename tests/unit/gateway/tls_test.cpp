#include "gateway/tls/tls.hpp"
#include "gateway/vertrouwen.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

using namespace gateway;

namespace {

/// The certificates of deploy/tls/maak_testset.sh, made once for this process.
std::filesystem::path const& testset() {
    static std::filesystem::path const directory = [] {
        auto pattern = (std::filesystem::temp_directory_path() / "ketenpoort_tls_XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        // Tests run in the root of the source.
        REQUIRE(std::system(fmt::format("deploy/tls/maak_testset.sh '{}' 2>/dev/null", pattern).c_str()) == 0);
        std::atexit([] { std::filesystem::remove_all(testset()); });
        return std::filesystem::path(pattern);
    }();
    return directory;
}

tls::Bestanden files(std::string const& certificate = "server", std::string const& crl = "crl") {
    auto const& map = testset();
    return {map / (certificate + ".pem"), map / (certificate + ".key"), map / "ca.pem", map / (crl + ".pem")};
}

std::expected<std::string, std::string_view> oin(std::string const& name, bool test_oin = false) {
    std::unique_ptr<BIO, decltype(&BIO_free)> const in(BIO_new_file((testset() / (name + ".pem")).c_str(), "r"), &BIO_free);
    std::unique_ptr<X509, decltype(&X509_free)> const certificate(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr), &X509_free);
    REQUIRE(certificate);
    CHECK(tls::fingerprint(certificate.get()).size() == 64);
    return tls::oin_of(certificate.get(), test_oin);
}

} // namespace

TEST_CASE("H23: the OIN is the one serialNumber of the subject, and nothing else is") {
    CHECK(oin("gemeente") == std::string("00000001001234567000"));
    CHECK(oin("slecht-geen").error() == "geen_serienummer");
    CHECK(oin("slecht-cn").error() == "geen_serienummer");
    CHECK(oin("slecht-twee").error() == "meer_serienummers");
    CHECK(oin("slecht-kort").error() == "geen_oin");
    CHECK(oin("slecht-lang").error() == "geen_oin");
    CHECK(oin("slecht-test").error() == "test_oin");
    CHECK(oin("slecht-test", true) == std::string("00000099001234567000"));
}

TEST_CASE("a server loads with all its files, and says until when they hold") {
    auto const loaded = tls::Context::server(files());
    REQUIRE(loaded);
    CHECK((*loaded)->certificaat_tot() > (*loaded)->crl_tot());
    CHECK((*loaded)->crl_tot() > 0);
    auto* context = (*loaded)->handle();
    CHECK(SSL_CTX_get_verify_mode(context) == (SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT));
    CHECK(SSL_CTX_get_min_proto_version(context) == TLS1_2_VERSION);
    CHECK((SSL_CTX_get_options(context) & SSL_OP_NO_RENEGOTIATION) != 0);
    CHECK((SSL_CTX_get_options(context) & SSL_OP_NO_TICKET) != 0);
    CHECK((SSL_CTX_get_options(context) & SSL_OP_IGNORE_UNEXPECTED_EOF) == 0);
    CHECK(SSL_CTX_get_session_cache_mode(context) == SSL_SESS_CACHE_OFF);
    CHECK(SSL_CTX_get_num_tickets(context) == 0);
    CHECK(SSL_CTX_get_security_level(context) == 2);
}

TEST_CASE("a server does not load without CRL, with another's key, or with nothing it trusts") {
    auto const fault = [](tls::Bestanden const& which) {
        auto const loaded = tls::Context::server(which);
        return loaded ? std::string("loaded") : loaded.error().context;
    };
    auto without = files();
    without.crl = testset() / "nergens.pem";
    CHECK(fault(without).find("zonder CRL wordt niemand toegelaten") != std::string::npos);
    without.crl = testset() / "ca.pem"; // a PEM file, but no CRL in it
    CHECK(fault(without).find("zonder CRL wordt niemand toegelaten") != std::string::npos);
    auto other = files();
    other.sleutel = testset() / "gemeente.key";
    CHECK(fault(other).find("gemeente.key") != std::string::npos);
    auto nobody = files();
    nobody.ca = testset() / "crl.pem";
    CHECK(fault(nobody).find("die we vertrouwen") != std::string::npos);
    auto none = files();
    none.certificaat = testset() / "partners.toml";
    CHECK(fault(none).find("partners.toml") != std::string::npos);
}

TEST_CASE("a client may have no certificate, not half of one") {
    CHECK(tls::Context::client({{}, {}, testset() / "ca.pem", {}}));
    CHECK(tls::Context::client(files("gemeente")));
    auto half = files("gemeente");
    half.sleutel.clear();
    CHECK_FALSE(tls::Context::client(half));
}

TEST_CASE("certificates and partners load together or not at all") {
    auto config = default_config();
    CHECK(read_vertrouwen(config));
    config.luister_tls = "127.0.0.1:0";
    config.tls_certificaat = files().certificaat;
    config.tls_sleutel = files().sleutel;
    config.tls_ca = files().ca;
    config.tls_crl = files().crl;
    config.partners = testset() / "partners.toml";
    auto const all = read_vertrouwen(config);
    REQUIRE(all);
    CHECK(all->tls);
    CHECK(all->partners->partners().size() == 4);
    auto const stamp = vertrouwen_stempel(config);
    CHECK(stamp == vertrouwen_stempel(config));
    config.tls_crl = testset() / "nergens.pem";
    CHECK(stamp != vertrouwen_stempel(config));
    config.partners = testset() / "ca.key";
    auto const none = read_vertrouwen(config);
    REQUIRE_FALSE(none);
    CHECK(none.error().size() == 2);
}

TEST_CASE("a day before the end somebody is told") {
    constexpr std::int64_t day = 24 * 60 * 60;
    constexpr std::int64_t now = 1'780'000'000;
    CHECK(loopt_af(now + day, now + day, now).empty());
    CHECK(loopt_af(0, 0, now).empty());
    CHECK(loopt_af(now + day - 1, now + 2 * day, now) == std::vector<std::string_view>{"certificaat"});
    CHECK(loopt_af(now + 2 * day, now - 5, now) == std::vector<std::string_view>{"crl"});
}
