#include "rules/rapport/doelen.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

namespace rules::rapport {
namespace {

/// Walks dependencies depth first; a goal met again while it is still on the way closes a circle.
class Zoeker {
public:
    explicit Zoeker(std::map<std::string_view, Doel const*> const& doelen) : doelen_(doelen) {}

    void bezoek(std::string_view nummer) {
        auto const doel = doelen_.find(nummer);
        if (doel == doelen_.end() || klaar_.contains(nummer)) return;
        if (auto const begin = std::ranges::find(pad_, nummer); begin != pad_.end()) {
            std::vector<std::string> kring(begin, pad_.end());
            std::ranges::rotate(kring, std::ranges::min_element(kring));
            kringen_.insert(std::move(kring));
            return;
        }
        pad_.push_back(nummer);
        for (auto const& ander : doel->second->hangt_af_van) bezoek(ander);
        pad_.pop_back();
        klaar_.insert(nummer);
    }

    [[nodiscard]] std::vector<std::vector<std::string>> kringen() const { return {kringen_.begin(), kringen_.end()}; }

private:
    std::map<std::string_view, Doel const*> const& doelen_;
    std::vector<std::string_view> pad_;
    std::set<std::string_view> klaar_;
    std::set<std::vector<std::string>> kringen_;
};

} // namespace

Doelfouten controleer(std::span<Doel const> doelen, std::span<std::string const> gehaald, model::Date vandaag) {
    std::map<std::string_view, Doel const*> op_nummer;
    for (auto const& doel : doelen) op_nummer.emplace(doel.nummer, &doel);
    Doelfouten uit;
    Zoeker zoeker(op_nummer);
    for (auto const& doel : doelen) {
        zoeker.bezoek(doel.nummer);
        for (auto const& ander : doel.hangt_af_van)
            if (!op_nummer.contains(ander)) uit.zonder_doel.emplace_back(doel.nummer, ander);
        if (doel.datum && *doel.datum < vandaag && std::ranges::find(gehaald, doel.nummer) == gehaald.end())
            uit.te_laat.push_back(doel.nummer);
    }
    uit.kringen = zoeker.kringen();
    return uit;
}

} // namespace rules::rapport
