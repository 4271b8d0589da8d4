#pragma once

#include "rules/rule.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// A message as the contract rules see it: every product it grants, asks for, starts, stops or claims is a Lijn, and what the bundle
/// says about that product is looked up once per message.
namespace rules::contract {

/// What the contract says about a product as messages name it, for the aanbieder of this message.
struct Groep {
    std::span<model::ContractProduct const> lijst;           ///< the lines of the code; empty: no code, or not on the list
    std::vector<model::Perceel const*> percelen;             ///< it can belong to; without a code: all of the categorie or domein
    std::vector<model::Overeenkomst const*> overeenkomsten;  ///< of the aanbieder for those percelen, whatever their validity
    std::vector<model::GeenDeelname const*> zonder_deelname; ///< where this gemeente does not take part in them
};

/// One product of a message. Plain references: valid as long as the message, the facts and the contract.
struct Lijn {
    model::Place plaats{};
    std::string_view begin_element{};
    std::string_view einde_element{};
    std::string_view product_element{}; ///< where the product stands; empty: it follows from the toewijzing
    std::int64_t nummer = 0;            ///< ToewijzingNummer; 0: none yet
    model::Code categorie{};            ///< empty: a generieke toewijzing
    std::string_view code{};            ///< empty: not specific
    model::Date begin{};
    std::optional<model::Date> einde{};
    model::Date gedateerd{}; ///< when it was granted, asked for or reported
    model::Omvang const* omvang = nullptr;
    std::optional<model::Money> budget{};
    model::ToewijzingFact const* feit = nullptr; ///< the toewijzing as it was before this message
    Groep const* groep = nullptr;
    model::ContractProduct const* product = nullptr;   ///< on the begin, else the last line of the code; nullptr: not on the list
    model::Perceel const* perceel = nullptr;           ///< nullptr: none, or more than one it can be
    model::Overeenkomst const* overeenkomst = nullptr; ///< in force on the begin
    model::Prestatie const* prestatie = nullptr;       ///< of a 323
    model::Verwijzer const* verwijzer = nullptr;       ///< of a 315
    model::StopProduct const* stop = nullptr;          ///< of a 307
    bool nieuw_product = false;                        ///< of a 317
    bool geweigerd = false;                            ///< of a 302: it carries a code that is no 0200
    std::optional<model::Money> gedeclareerd{};        ///< of a 323: all claims on the toewijzing up to here, where a rule needs it

    [[nodiscard]] bool nieuw() const { return feit == nullptr; }
    /// Until the end of time without an end.
    [[nodiscard]] model::Period periode() const;
    /// "02A16", "categorie 02", "de toewijzing".
    [[nodiscard]] std::string naam() const;
};

/// The case of one message under one contract.
class ContractZaak {
public:
    ContractZaak(Zaak const& zaak, model::Contract const& contract);

    Zaak const& zaak;
    model::Contract const& contract;
    model::ContractFeiten const& feiten;
    std::string const& gemeente;
    std::string const& aanbieder;
    model::Domein domein;
    std::int16_t bericht;

    /// The lines of anything but a 323. What is removed or only made smaller is not in it: no agreement stands in the way of less.
    [[nodiscard]] std::span<Lijn const> lijnen() const { return lijnen_; }
    /// The line of a prestatie.
    [[nodiscard]] Lijn lijn(model::Prestatie const& prestatie, model::Place const& plaats);

    /// A registratie of the line's toewijzing or, where it names none, of the aanbieder; nullptr: there is none.
    [[nodiscard]] model::Registratie const* registratie(std::string_view soort, Lijn const& lijn) const;
    /// Whether the aanbieder delivers this outside the framework agreements (P17).
    [[nodiscard]] bool buiten_raam(Lijn const& lijn) const;
    /// Whether a product code is in a perceel.
    [[nodiscard]] bool in_perceel(std::string_view code, std::string_view perceel) const;
    /// Where the contract names a perceel or a product: whether this product is meant.
    [[nodiscard]] bool bedoelt(std::string_view perceel, std::string_view product, std::string_view code) const;

private:
    Groep& groep(model::Code categorie, std::string_view code);
    void vul(Lijn& lijn);
    void vul_uit_feit(Lijn& lijn);
    void verzamel();

    std::map<std::tuple<model::Code, std::string_view>, Groep> groepen_; ///< nodes stay where they are: Lijn points into it
    Groep* laatste_ = nullptr;                                           ///< of the last prestatie: neighbours are often alike
    model::Code laatste_categorie_;
    std::string_view laatste_code_;
    std::vector<Lijn> lijnen_;
    std::vector<model::Registratie const*> registraties_; ///< by (toewijzing, soort)
};

/// Whether a new version of a toewijzing grants nothing that the one before did not.
[[nodiscard]] bool niet_ruimer(model::ToegewezenProduct const& nieuw, model::ToewijzingFact const& oud);

/// {"contract", herkomst, label}.
[[nodiscard]] model::Bron bron(ContractZaak const& zaak, std::string const& herkomst);

} // namespace rules::contract
