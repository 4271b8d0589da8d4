#include "rules/standard/prijslijst.hpp"

namespace rules::standard {

std::span<model::ContractProduct const> Prijslijst::producten(model::Contract const& contract, model::Domein domein,
                                                              std::string_view code) {
    auto const [at, is_new] = producten_.try_emplace(code);
    if (is_new) at->second = contract.producten_met(domein, code);
    return at->second;
}

model::ContractTarief const* Prijslijst::tarief(model::Contract const& contract, model::Domein domein, std::string_view product,
                                                model::Code eenheid, std::string_view aanbieder, model::Date op) {
    auto const [at, is_new] = tarieven_.try_emplace({product, eenheid});
    auto& lijnen = at->second;
    if (is_new) {
        if (!aanbieder.empty()) lijnen.eigen = contract.tarieven_van(domein, product, eenheid, aanbieder);
        lijnen.algemeen = contract.tarieven_van(domein, product, eenheid, "");
    }
    auto const* eigen = model::op_dag(lijnen.eigen, op);
    return eigen != nullptr ? eigen : model::op_dag(lijnen.algemeen, op);
}

} // namespace rules::standard
