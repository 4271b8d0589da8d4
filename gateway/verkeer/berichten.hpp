#pragma once

#include "gateway/verkeer/plan.hpp"
#include "xsd/model/bericht.hpp"
#include "xsd/schema_set.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gateway::verkeer {

/// A message of the plan as the standard shapes it. Persons, addresses and references follow from the seed. One thread.
class Berichten {
public:
    /// @param release in which everything is written
    Berichten(xsd::SchemaSet const& schemas, std::shared_ptr<model::Release const> release, Regio const& regio, Plan const& plan,
              std::uint64_t zaad);

    /// The 301 of a toewijzing as it stands on that day, with what else the client has of this aanbieder.
    [[nodiscard]] model::Message toewijzing(std::size_t t, model::Date dag);
    [[nodiscard]] model::Message start(std::size_t t, model::Date dag);
    [[nodiscard]] model::Message stop(std::size_t t, model::Date dag);
    [[nodiscard]] model::Message verzoek_toewijzing(std::size_t t, model::Date dag);
    [[nodiscard]] model::Message verzoek_wijziging(std::size_t t, model::Date dag);
    /// @param afgewezen else it says that the request is looked into
    [[nodiscard]] model::Message antwoord(std::size_t t, model::Date dag, bool afgewezen);
    /// What the receiver of a message that was accepted sends back; nullopt: there is no such answer.
    [[nodiscard]] std::optional<model::Message> retour(model::BerichtSoort op, model::Header const& header, model::Date dag);
    /// A 323 without its clients. @param nummer its DeclaratieNummer
    [[nodiscard]] model::Message declaratie(model::Domein domein, std::string const& aanbieder, std::string const& gemeente,
                                            model::Date dag, model::Period periode);

    [[nodiscard]] static std::string bsn(std::uint32_t bsn);

private:
    [[nodiscard]] model::Header header(model::BerichtSoort soort, std::string const& van, std::string const& naar, model::Date dag);
    [[nodiscard]] model::Header van_aanbieder(std::int16_t nummer, Toewijzing const& t, model::Date dag);
    [[nodiscard]] model::Message bericht(model::BerichtSoort soort) const;
    [[nodiscard]] model::XsdVersie versie(model::BerichtSoort soort);
    [[nodiscard]] model::ToegewezenProduct product(std::size_t t, model::Date dag) const;
    [[nodiscard]] model::Product soort_product(Toewijzing const& t) const;
    /// What a start and a stop both say of the care of a toewijzing.
    template <class Product>
    void vul_levering(Product& p, std::size_t n) const;
    void vul(model::ClientKort& kort, Toewijzing const& t) const;
    /// The other toewijzingen of this client with this aanbieder that run or will run.
    [[nodiscard]] std::vector<std::size_t> actueel(std::size_t t, model::Date dag) const;
    [[nodiscard]] model::Domein domein(Toewijzing const& t) const { return plan_.client(t).domein; }
    [[nodiscard]] std::string const& gemeente(Toewijzing const& t) const { return regio_.gemeenten[t.gemeente]->code; }
    [[nodiscard]] std::string const& aanbieder(Toewijzing const& t) const { return regio_.aanbieders[t.aanbieder]; }

    xsd::SchemaSet const& schemas_;
    std::shared_ptr<model::Release const> release_;
    Regio const& regio_;
    Plan const& plan_;
    std::uint64_t zaad_;
    std::uint64_t volgnummer_ = 0;
    std::uint64_t declaratienummer_ = 0;
    std::map<model::BerichtSoort, model::XsdVersie> versies_;
};

} // namespace gateway::verkeer
