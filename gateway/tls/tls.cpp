#include "gateway/tls/tls.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <vector>

namespace gateway::tls {

namespace {

// NCSC guidelines for TLS 2025: good and sufficient only.
constexpr char const* ciphersuites = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";
constexpr char const* ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:"
                                "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-GCM-SHA256";
constexpr char const* groups = "X25519:P-256:P-384:X448:P-521";
constexpr char const* signatures = "ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:"
                                   "rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:"
                                   "rsa_pss_pss_sha256:rsa_pss_pss_sha384:rsa_pss_pss_sha512:"
                                   "rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512:ed25519";
constexpr int chain_depth = 4;
constexpr long certificates_limit = 32L * 1024; ///< bytes of a peer's chain
constexpr int rsa_bits = 3072;
constexpr std::size_t oin_size = 20;
constexpr std::string_view test_prefix = "00000099";
constexpr std::array<unsigned char, 9> http11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

template <auto F>
struct Freed {
    template <class T>
    void operator()(T* one) const noexcept {
        F(one);
    }
};
using File = std::unique_ptr<BIO, Freed<BIO_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Crl = std::unique_ptr<X509_CRL, Freed<X509_CRL_free>>;

std::unexpected<model::Error> wrong(std::filesystem::path const& file, std::string_view why) {
    ERR_clear_error();
    return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{}: {}", file.string(), why)});
}

std::int64_t seconds(ASN1_TIME const* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return 0;
    return static_cast<std::int64_t>(::timegm(&parts));
}

/// Every object of one kind in a PEM file; what is no PEM ends it.
template <class Pointer, class Reader>
std::vector<Pointer> read_all(std::filesystem::path const& file, Reader reader) {
    std::vector<Pointer> all;
    File const in(BIO_new_file(file.c_str(), "r"));
    if (in)
        while (Pointer one{reader(in.get(), nullptr, nullptr, nullptr)}) all.push_back(std::move(one));
    ERR_clear_error();
    return all;
}

std::vector<Certificate> read_certificates(std::filesystem::path const& file) { return read_all<Certificate>(file, PEM_read_bio_X509); }

int choose_protocol(SSL*, unsigned char const** out, unsigned char* out_size, unsigned char const* in, unsigned in_size, void*) {
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, out_size, http11.data(), http11.size(), in, in_size) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

/// Whether this key is strong enough to show to others.
bool strong(EVP_PKEY const* key) {
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS: return EVP_PKEY_get_bits(key) >= rsa_bits;
    case EVP_PKEY_EC: return EVP_PKEY_get_bits(key) >= 256;
    case EVP_PKEY_ED25519: return true;
    default: return false;
    }
}

/// What both sides have in common. @returns whether OpenSSL knows all of it
bool restrict_to_good(SSL_CTX* context) {
    SSL_CTX_set_security_level(context, 2);
    SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
    SSL_CTX_clear_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_cert_list(context, certificates_limit);
    SSL_CTX_set_verify_depth(context, chain_depth);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 && SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set_ciphersuites(context, ciphersuites) == 1 && SSL_CTX_set_cipher_list(context, ciphers) == 1 &&
           SSL_CTX_set1_groups_list(context, groups) == 1 && SSL_CTX_set1_sigalgs_list(context, signatures) == 1 &&
           SSL_CTX_set_num_tickets(context, 0) == 1 && SSL_CTX_set_max_early_data(context, 0) == 1;
}

} // namespace

void Context::Free::operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }

model::Result<std::shared_ptr<Context const>> Context::server(Bestanden const& bestanden) { return load(bestanden, true); }
model::Result<std::shared_ptr<Context const>> Context::client(Bestanden const& bestanden) { return load(bestanden, false); }

model::Result<std::shared_ptr<Context const>> Context::load(Bestanden const& bestanden, bool server) {
    std::shared_ptr<Context> made(new Context());
    made->handle_.reset(SSL_CTX_new(server ? TLS_server_method() : TLS_client_method()));
    auto* context = made->handle();
    if (context == nullptr || !restrict_to_good(context)) {
        ERR_clear_error();
        return std::unexpected(model::Error{model::ErrorCode::internal, "deze OpenSSL kent de voorgeschreven TLS-instellingen niet"});
    }
    if (server || !bestanden.certificaat.empty())
        if (auto const done = made->take_key(bestanden); !done) return std::unexpected(done.error());
    if (auto const done = made->take_trust(bestanden, server); !done) return std::unexpected(done.error());
    if (server) {
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        SSL_CTX_set_purpose(context, X509_PURPOSE_SSL_CLIENT);
        SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    } else {
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        SSL_CTX_set_alpn_protos(context, http11.data(), http11.size());
    }
    return made;
}

model::Result<void> Context::take_key(Bestanden const& bestanden) {
    auto const own = read_certificates(bestanden.certificaat);
    if (own.empty()) return wrong(bestanden.certificaat, "hier staat geen certificaat (PEM) dat gelezen kan worden");
    auto* context = handle();
    if (SSL_CTX_use_certificate(context, own.front().get()) != 1)
        return wrong(bestanden.certificaat, "dit certificaat is te zwak of beschadigd");
    for (std::size_t i = 1; i < own.size(); ++i)
        if (SSL_CTX_add1_chain_cert(context, own[i].get()) != 1)
            return wrong(bestanden.certificaat, "de keten erboven is te zwak of beschadigd");
    if (!strong(X509_get0_pubkey(own.front().get())))
        return wrong(bestanden.certificaat, "de sleutel is te zwak; verwacht: RSA van minstens 3072 bits, P-256 of groter, of Ed25519");
    if (SSL_CTX_use_PrivateKey_file(context, bestanden.sleutel.c_str(), SSL_FILETYPE_PEM) != 1)
        return wrong(bestanden.sleutel, "hier staat geen sleutel (PEM, zonder wachtwoord) die bij het certificaat hoort");
    if (SSL_CTX_check_private_key(context) != 1) return wrong(bestanden.sleutel, "deze sleutel hoort niet bij het certificaat");
    certificaat_tot_ = geldig_tot(own.front().get());
    return {};
}

model::Result<void> Context::take_trust(Bestanden const& bestanden, bool server) {
    auto const roots = read_certificates(bestanden.ca);
    if (roots.empty()) return wrong(bestanden.ca, "hier staat geen certificaat (PEM) van een uitgever die we vertrouwen");
    auto* trusted = SSL_CTX_get_cert_store(handle());
    for (auto const& root : roots) {
        if (X509_STORE_add_cert(trusted, root.get()) != 1) return wrong(bestanden.ca, "een certificaat hierin kan niet worden gebruikt");
        if (server) SSL_CTX_add_client_CA(handle(), root.get());
    }
    unsigned long flags = X509_V_FLAG_X509_STRICT;
    if (server || !bestanden.crl.empty()) {
        auto const lists = read_all<Crl>(bestanden.crl, PEM_read_bio_X509_CRL);
        if (lists.empty()) return wrong(bestanden.crl, "hier staat geen CRL (PEM); zonder CRL wordt niemand toegelaten");
        for (auto const& list : lists) {
            if (X509_STORE_add_crl(trusted, list.get()) != 1) return wrong(bestanden.crl, "een CRL hierin kan niet worden gebruikt");
            auto const until = seconds(X509_CRL_get0_nextUpdate(list.get()));
            crl_tot_ = crl_tot_ == 0 ? until : std::min(crl_tot_, until);
        }
        flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL;
    }
    X509_STORE_set_flags(trusted, flags);
    return {};
}

bool expect_server(SSL* connection, std::string const& host) {
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host.c_str()) == 1) return true;
    ERR_clear_error();
    SSL_set_hostflags(connection, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(connection, host.c_str()) == 1 && SSL_set_tlsext_host_name(connection, host.c_str()) == 1;
}

std::expected<std::string, std::string_view> oin_of(X509 const* certificate, bool test_oin) {
    auto const* subject = X509_get_subject_name(certificate);
    int const first = X509_NAME_get_index_by_NID(subject, NID_serialNumber, -1);
    if (first < 0) return std::unexpected("geen_serienummer");
    if (X509_NAME_get_index_by_NID(subject, NID_serialNumber, first) >= 0) return std::unexpected("meer_serienummers");
    auto const* text = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, first));
    std::string oin(reinterpret_cast<char const*>(ASN1_STRING_get0_data(text)), static_cast<std::size_t>(ASN1_STRING_length(text)));
    // Checked on the bytes as they stand, whatever string type they claim to be: a wide character has a zero byte.
    bool const plain =
        std::ranges::all_of(oin, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
    if (oin.size() != oin_size || !plain) return std::unexpected("geen_oin");
    if (!test_oin && oin.starts_with(test_prefix)) return std::unexpected("test_oin");
    return oin;
}

std::int64_t geldig_tot(X509 const* certificate) { return seconds(X509_get0_notAfter(certificate)); }

std::string fingerprint(X509 const* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (certificate == nullptr || X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
    std::string out;
    for (unsigned i = 0; i < size; ++i) out += fmt::format("{:02x}", digest.at(i));
    return out;
}

std::string_view why_refused(SSL const* connection, unsigned long error) {
    switch (SSL_get_verify_result(connection)) {
    case X509_V_OK: break;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: return "certificaat_verlopen";
    case X509_V_ERR_CERT_REVOKED: return "certificaat_ingetrokken";
    case X509_V_ERR_INVALID_PURPOSE: return "certificaat_verkeerd_doel";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return "uitgever_onbekend";
    case X509_V_ERR_UNABLE_TO_GET_CRL:
    case X509_V_ERR_CRL_NOT_YET_VALID:
    case X509_V_ERR_CRL_HAS_EXPIRED: return "crl_niet_geldig";
    default: return "certificaat_ongeldig";
    }
    if (ERR_GET_LIB(error) == ERR_LIB_SSL) {
        switch (ERR_GET_REASON(error)) {
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: return "geen_certificaat";
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_VERSION_TOO_LOW:
        case SSL_R_WRONG_VERSION_NUMBER: return "tls_versie";
        case SSL_R_NO_SHARED_CIPHER:
        case SSL_R_NO_SHARED_GROUPS:
        case SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS: return "tls_keuze";
        default: break;
        }
    }
    return "handdruk_mislukt";
}

} // namespace gateway::tls
