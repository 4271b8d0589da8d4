#pragma once

#include "xsd/model/contract.hpp"

#include <map>
#include <span>
#include <string_view>
#include <utility>

namespace rules::standard {

/// What a contract says of the products of one message and its aanbieder, looked up once per product: a long message names few, a
/// large contract has ten thousands. Message and contract outlive it; always asked about the same contract, domein and aanbieder.
class Prijslijst {
public:
    /// The lines of a code, by start.
    [[nodiscard]] std::span<model::ContractProduct const> producten(model::Contract const& contract, model::Domein domein,
                                                                    std::string_view code);
    /// As model::Contract::tarief().
    [[nodiscard]] model::ContractTarief const* tarief(model::Contract const& contract, model::Domein domein, std::string_view product,
                                                      model::Code eenheid, std::string_view aanbieder, model::Date op);

private:
    struct Tarieven {
        std::span<model::ContractTarief const> eigen;
        std::span<model::ContractTarief const> algemeen;
    };
    std::map<std::string_view, std::span<model::ContractProduct const>> producten_;
    std::map<std::pair<std::string_view, model::Code>, Tarieven> tarieven_;
};

} // namespace rules::standard
