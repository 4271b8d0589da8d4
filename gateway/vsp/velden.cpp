#include "gateway/vsp/velden.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::vsp {

Velden::Velden(boost::json::value const* value, std::string pad, Fouten& fouten)
    : object_(value == nullptr ? nullptr : value->if_object()), pad_(std::move(pad)), fouten_(fouten) {
    if (object_ == nullptr) fout("", "hoort een object te zijn");
}

void Velden::klaar() {
    if (object_ == nullptr) return;
    for (auto const& entry : *object_)
        // Its name is the sender's, so it is not repeated.
        if (std::ranges::find(gevraagd_, std::string_view(entry.key().data(), entry.key().size())) == gevraagd_.end())
            fout("", "heeft een veld dat er niet hoort");
}

boost::json::value const* Velden::veld(std::string_view naam) {
    gevraagd_.push_back(naam);
    return object_ == nullptr ? nullptr : object_->if_contains(naam);
}

std::string Velden::tekst(std::string_view naam, std::size_t grens, bool verplicht) {
    auto const* value = veld(naam);
    if (value == nullptr || value->is_null()) {
        if (verplicht) fout(naam, "ontbreekt");
        return {};
    }
    if (!value->is_string() || value->get_string().empty() || value->get_string().size() > grens) {
        fout(naam, fmt::format("is een tekst van 1 t/m {} tekens", grens));
        return {};
    }
    return std::string(value->get_string());
}

std::string Velden::uuid(std::string_view naam, bool verplicht) {
    auto text = tekst(naam, 36, verplicht);
    if (!text.empty() && !is_uuid(text)) fout(naam, "is een UUID in kleine letters");
    return text;
}

std::optional<std::int64_t> Velden::getal(std::string_view naam, std::int64_t van, std::int64_t tot, bool verplicht) {
    auto const* value = veld(naam);
    if ((value == nullptr || value->is_null()) && !verplicht) return std::nullopt;
    if (value != nullptr && value->is_int64() && value->get_int64() >= van && value->get_int64() <= tot) return value->get_int64();
    fout(naam, fmt::format("is een getal van {} t/m {}", van, tot));
    return std::nullopt;
}

void Velden::fout(std::string_view naam, std::string melding) { fouten_[pad(naam)].push_back(std::move(melding)); }

std::string Velden::pad(std::string_view naam) const {
    if (naam.empty()) return pad_;
    return pad_.empty() ? std::string(naam) : fmt::format("{}.{}", pad_, naam);
}

} // namespace gateway::vsp
