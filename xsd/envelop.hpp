#pragma once

#include "xsd/model/envelop.hpp"
#include "xsd/model/error.hpp"
#include "xsd/model/verdict.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The envelope of StUF-GGk in SOAP 1.1: bytes to facts and back.
namespace xsd {

/// Largest envelope, bytes. The standard says 25 "MegaByte"; this takes what both readings of that allow.
inline constexpr std::size_t most_envelop = std::size_t{25} * 1024 * 1024;

/// The schemas of the envelope, built in. Immutable and safe to share between threads.
class EnvelopSchemas {
public:
    static model::Result<std::shared_ptr<EnvelopSchemas const>> built_in();
    ~EnvelopSchemas();
    EnvelopSchemas(EnvelopSchemas const&) = delete;
    EnvelopSchemas& operator=(EnvelopSchemas const&) = delete;

    struct Impl;
    [[nodiscard]] Impl const& impl() const noexcept { return *impl_; }

private:
    explicit EnvelopSchemas(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Why an envelope is refused.
struct EnvelopFout {
    enum class Soort : std::uint8_t {
        soap,            ///< no SOAP 1.1 with one message we know in it: faultcode Client
        versie,          ///< another version of SOAP: VersionMismatch
        must_understand, ///< a header block that we had to understand: MustUnderstand
        envelop,         ///< against the schema, or impossible where the schema is silent
    };
    Soort soort = Soort::soap;
    std::string melding;         ///< one Dutch sentence; repeats no value of the envelope
    model::Findings bevindingen; ///< of `envelop`: what the schema has against it, with line and XPath
    /// What was read before or after the fault, without payload: whom to answer, when zender and referentienummer are there.
    model::Envelop gelezen;
};

/// Reads one envelope in one streaming pass: byte checks, SOAP, schema, base64, and what the schema leaves open. Thread-safe; each
/// thread keeps its own parser.
/// Also reads answers: a Bv03, and a soap:Fault, which becomes a Fo03 (without stuurgegevens and code when its detail holds none).
[[nodiscard]] std::expected<model::Envelop, EnvelopFout> read_envelop(EnvelopSchemas const& schemas, std::span<std::byte const> bytes);

/// The SOAPAction that belongs to an envelope.
[[nodiscard]] std::string_view soap_actie(model::Envelop const& envelop);

/// An envelope as bytes, in two parts between which the payload stands as base64 (append_base64), so that a large one need not stand in
/// memory twice. Of a Fo01 and Bv03 all is in `kop`. A Fo03 is for write_fault().
/// @pre its fields pass the schema: what we make does
struct Omhulsel {
    std::string kop;
    std::string staart;
};
[[nodiscard]] Omhulsel omhulsel(model::Envelop const& envelop);
/// The whole envelope, with its own `inhoud` or another payload in it.
[[nodiscard]] std::string write_envelop(model::Envelop const& envelop);
[[nodiscard]] std::string write_envelop(model::Envelop const& envelop, std::span<std::byte const> inhoud);

/// A soap:Fault in its envelope. @param faultcode local name in the namespace of SOAP: "Client", "Server", "VersionMismatch", ...
/// @param fo03 what stands in its detail; nullptr: no detail
[[nodiscard]] std::string write_fault(std::string_view faultcode, std::string_view faultstring, model::Envelop const* fo03);

/// Our WSDL with its schemas in it. @param adres of the service
[[nodiscard]] std::string ggk0210_wsdl(std::string_view adres);

} // namespace xsd
