#include "gateway/verkeer/grenzen.hpp"

namespace gateway::verkeer {

namespace {

template <class T>
bool gaat_over(T const& afspraak, Regio const& regio, Aanbod const& a) {
    auto const& p = *a.product;
    if (afspraak.domein != p.domein) return false;
    if (!afspraak.aanbieder.empty() && afspraak.aanbieder != regio.aanbieders[a.aanbieder]) return false;
    if (!afspraak.product.empty()) return afspraak.product == p.code;
    return afspraak.perceel.empty() || afspraak.perceel == p.perceel;
}

bool in_gemeente(std::string const& afgesproken, std::string_view gemeente) { return afgesproken.empty() || afgesproken == gemeente; }

bool in_jaar(model::Budget const& b, model::Period looptijd) {
    return model::civil(looptijd.begin).year <= b.jaar && b.jaar <= model::civil(looptijd.einde).year;
}

/// Below the part at which people are told, where that is all a budget does.
model::Money hoogstens(model::Budget const& b) {
    if (b.vorm != model::BudgetVorm::bestedingsruimte) return b.bedrag;
    return model::multiply(b.bedrag, b.signaal_bp - 1, 10'000);
}

} // namespace

Grenzen::Grenzen(model::Contract const& contract)
    : contract_(contract), budgetten_(contract.budgetten.size()), plekken_(contract.capaciteit.size()) {}

bool Grenzen::heeft_budget(Regio const& regio, Aanbod const& aanbod) const {
    for (auto const& b : contract_.budgetten)
        if (gaat_over(b, regio, aanbod)) return true;
    return false;
}

bool Grenzen::boek(Regio const& regio, Aanbod const& aanbod, std::string_view gemeente, model::Period looptijd, model::Money waarde) {
    auto const& budgetten = contract_.budgetten;
    auto const telt = [&](std::size_t i) {
        return gaat_over(budgetten[i], regio, aanbod) && in_gemeente(budgetten[i].gemeente, gemeente) && in_jaar(budgetten[i], looptijd);
    };
    auto const plek = [&](std::size_t i) {
        auto const& c = contract_.capaciteit[i];
        return gaat_over(c, regio, aanbod) && in_gemeente(c.gemeente, gemeente);
    };
    for (std::size_t i = 0; i < budgetten.size(); ++i) {
        if (!telt(i)) continue;
        if (budgetten_[i].beslag + waarde >= hoogstens(budgetten[i])) return false;
        if (budgetten[i].verwacht_aantal > 0 && budgetten_[i].aantal + 1 > budgetten[i].verwacht_aantal) return false;
    }
    for (std::size_t i = 0; i < plekken_.size(); ++i) {
        if (!plek(i)) continue;
        auto const& c = contract_.capaciteit[i];
        if (plekken_[i] + 1 > c.aantal || (c.signaal_vanaf > 0 && plekken_[i] + 1 >= c.signaal_vanaf)) return false;
    }
    for (std::size_t i = 0; i < budgetten.size(); ++i)
        if (telt(i)) {
            budgetten_[i].beslag += waarde;
            ++budgetten_[i].aantal;
        }
    for (std::size_t i = 0; i < plekken_.size(); ++i)
        if (plek(i)) ++plekken_[i];
    return true;
}

} // namespace gateway::verkeer
