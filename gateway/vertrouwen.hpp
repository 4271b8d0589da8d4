#pragma once

#include "gateway/config.hpp"
#include "gateway/partners.hpp"
#include "gateway/tls/tls.hpp"

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// Whom we let in, and as whom we show ourselves: read together and replaced together, so that no connection meets a new CRL with an old
/// partner book, or a certificate with the key of another.
struct Vertrouwen {
    std::shared_ptr<Partners const> partners = std::make_shared<Partners const>();
    std::shared_ptr<tls::Context const> tls; ///< nullptr: no luister_tls
};

/// Reads the files that the settings name. @returns every fault, Dutch, naming file and line. Reads files: not on the io thread.
[[nodiscard]] std::expected<Vertrouwen, std::vector<std::string>> read_vertrouwen(Config const& config);

/// Changes when one of those files does: time, size or place on the disk. Reads their metadata only: not on the io thread.
[[nodiscard]] std::string vertrouwen_stempel(Config const& config);

/// How long before the end of a certificate or CRL somebody must know: a day.
constexpr std::int64_t waarschuwen_vooraf = std::int64_t{24} * 60 * 60;

/// What ends within that time, or has ended: "certificaat", "crl". @param now seconds since 1970, UTC. Pure.
[[nodiscard]] std::vector<std::string_view> loopt_af(std::int64_t certificaat_tot, std::int64_t crl_tot, std::int64_t now);

} // namespace gateway
