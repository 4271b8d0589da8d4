#include "gateway/vertrouwen.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>

namespace gateway {

std::expected<Vertrouwen, std::vector<std::string>> read_vertrouwen(Config const& config) {
    Vertrouwen gelezen;
    std::vector<std::string> fouten;
    if (!config.partners.empty()) {
        auto book = Partners::read(config.partners);
        if (book) gelezen.partners = std::move(*book);
        else fouten = std::move(book.error());
    }
    if (!config.luister_tls.empty()) {
        auto tls = tls::Context::server({config.tls_certificaat, config.tls_sleutel, config.tls_ca, config.tls_crl});
        if (tls) gelezen.tls = std::move(*tls);
        else fouten.push_back(tls.error().context);
    }
    if (!fouten.empty()) return std::unexpected(std::move(fouten));
    return gelezen;
}

std::string vertrouwen_stempel(Config const& config) {
    std::string out;
    for (auto const* file : {&config.partners, &config.tls_certificaat, &config.tls_sleutel, &config.tls_ca, &config.tls_crl}) {
        struct stat seen {};
        if (file->empty() || ::stat(file->c_str(), &seen) != 0) out += "-;";
        else out += fmt::format("{}.{} {} {};", seen.st_mtim.tv_sec, seen.st_mtim.tv_nsec, seen.st_size, seen.st_ino);
    }
    return out;
}

std::vector<std::string_view> loopt_af(std::int64_t certificaat_tot, std::int64_t crl_tot, std::int64_t now) {
    std::vector<std::string_view> out;
    if (certificaat_tot != 0 && certificaat_tot - now < waarschuwen_vooraf) out.emplace_back("certificaat");
    if (crl_tot != 0 && crl_tot - now < waarschuwen_vooraf) out.emplace_back("crl");
    return out;
}

} // namespace gateway
