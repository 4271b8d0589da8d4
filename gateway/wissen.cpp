#include "gateway/wissen.hpp"

#include "gateway/audit/uittreksel.hpp"
#include "xsd/read.hpp"
#include "xsd/write.hpp"

#include <cstddef>
#include <span>
#include <utility>

namespace gateway {
namespace {

model::Result<model::Message> lees(xsd::SchemaSet const& schemas, std::string_view bytes) {
    auto bericht = xsd::read(schemas, std::as_bytes(std::span(bytes)));
    if (bericht) return std::move(*bericht);
    return std::unexpected(model::Error{model::ErrorCode::unknown_release,
                                        "een bewaard bericht is met de geladen releases niet te lezen; geef met --releases de map waar zijn "
                                        "release in staat"});
}

std::vector<model::ClientDeclaratie>* clienten(model::Message& bericht) {
    if (auto* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud)) return &declaratie->declaratie.clienten;
    auto* antwoord = std::get_if<model::Bericht325>(&bericht.inhoud);
    return antwoord != nullptr && antwoord->declaratie_antwoord ? &antwoord->declaratie_antwoord->clienten : nullptr;
}

} // namespace

store::Herschrijver herschrijver(std::shared_ptr<xsd::SchemaSet const> schemas) {
    return [schemas = std::move(schemas)](store::Deel deel, std::string_view tekst, std::string_view bericht,
                                          std::string_view bsn) -> model::Result<std::string> {
        if (deel == store::Deel::besluit) {
            auto const gelezen = lees(*schemas, bericht);
            if (!gelezen) return std::unexpected(gelezen.error());
            auto over = audit::besluit_zonder(tekst, *gelezen, bsn);
            if (!over) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bewaard besluit is niet te lezen"});
            return std::move(*over);
        }
        auto gelezen = lees(*schemas, tekst);
        if (!gelezen) return std::unexpected(gelezen.error());
        auto* all = clienten(*gelezen);
        if (all == nullptr || std::erase_if(*all, [bsn](auto const& client) { return client.bsn == bsn; }) == 0) return std::string(tekst);
        if (all->empty() && std::holds_alternative<model::Bericht323>(gelezen->inhoud)) return std::string();
        return xsd::write(*schemas, *gelezen);
    };
}

} // namespace gateway
