#pragma once

#include "xsd/model/error.hpp"

#include <openssl/types.h>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

/// What OpenSSL is told, and what a certificate says. Nothing here knows of sockets or threads.
namespace gateway::tls {

/// The files of one side, PEM.
struct Bestanden {
    std::filesystem::path certificaat; ///< own certificate first, then the intermediates above it
    std::filesystem::path sleutel;
    std::filesystem::path ca;  ///< the roots we trust; nothing else is
    std::filesystem::path crl; ///< the CRL of every CA in a chain, one after the other
};

/// One loaded set: certificate, key, roots and CRLs belong together and are replaced together. Immutable; any thread.
class Context {
public:
    /// For a server that demands a certificate of everyone: TLS 1.2 and 1.3, forward secrecy and AEAD only, no renegotiation, no resumption
    /// (each connection has its certificate checked anew), every certificate of the chain looked up in a CRL. Without CRL it does not load.
    /// Errors, Dutch, naming the file: wrong_use.
    [[nodiscard]] static model::Result<std::shared_ptr<Context const>> server(Bestanden const& bestanden);
    /// For a client of the same settings that checks the name of the server. `certificaat` with `sleutel`, and `crl`, may be empty: then
    /// no certificate is offered, and revocation is not looked at.
    [[nodiscard]] static model::Result<std::shared_ptr<Context const>> client(Bestanden const& bestanden);

    [[nodiscard]] SSL_CTX* handle() const noexcept { return handle_.get(); }
    /// When the own certificate ends, and when the first CRL should have been replaced: seconds since 1970, UTC; 0 when there is none.
    [[nodiscard]] std::int64_t certificaat_tot() const noexcept { return certificaat_tot_; }
    [[nodiscard]] std::int64_t crl_tot() const noexcept { return crl_tot_; }

private:
    struct Free {
        void operator()(SSL_CTX* context) const noexcept;
    };
    Context() = default;
    [[nodiscard]] static model::Result<std::shared_ptr<Context const>> load(Bestanden const& bestanden, bool server);
    model::Result<void> take_key(Bestanden const& bestanden);
    model::Result<void> take_trust(Bestanden const& bestanden, bool server);

    std::unique_ptr<SSL_CTX, Free> handle_;
    std::int64_t certificaat_tot_ = 0;
    std::int64_t crl_tot_ = 0;
};

/// Tells a client's connection, before its handshake, whose certificate it must see: the name or address in the URL.
/// @returns whether the name can be checked at all
[[nodiscard]] bool expect_server(SSL* connection, std::string const& host);

/// The OIN of a certificate: the one serialNumber in its subject, 20 letters and digits. No other field counts.
/// @param test_oin whether OINs for tests (prefix 00000099) are taken
/// @returns why it has none, a fixed word
[[nodiscard]] std::expected<std::string, std::string_view> oin_of(X509 const* certificate, bool test_oin);

/// When a certificate ends: seconds since 1970, UTC; 0 when it does not say.
[[nodiscard]] std::int64_t geldig_tot(X509 const* certificate);

/// SHA-256 of a certificate, hexadecimal: names it in the log without saying whose it is.
[[nodiscard]] std::string fingerprint(X509 const* certificate);

/// Why a handshake failed, a fixed word for log and metrics. Looks at the verification of the peer's certificate, then at `error`,
/// OpenSSL's packed error code, or 0.
[[nodiscard]] std::string_view why_refused(SSL const* connection, unsigned long error);

} // namespace gateway::tls
