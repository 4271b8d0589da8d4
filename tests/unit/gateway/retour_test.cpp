#include "tests/support/bouw.hpp"
#include "tests/support/retour.hpp"
#include "xsd/write.hpp"

#include <doctest/doctest.h>

namespace {

std::shared_ptr<xsd::SchemaSet const> schemas() {
    static auto const set = xsd::SchemaSet::built_in().value();
    return set;
}

std::vector<std::string> faults(model::Message const& bericht) { return support::faults_of(*schemas(), xsd::write(*schemas(), bericht)); }

} // namespace

TEST_CASE("what checks every answer in the tests sees a wrong sum, an award beside a refusal and a broken schema") {
    auto alles = bouw::antwoord();
    CHECK(faults(alles).empty());
    auto deels = bouw::antwoord({bouw::prestatie()});
    CHECK(faults(deels).empty());

    auto sum = deels;
    bouw::als_325(sum).declaratie_antwoord->totaal_toegekend_bedrag.bedrag.value.cents += 1;
    CHECK(faults(sum).size() == 1);

    auto refused = deels;
    bouw::als_325(refused).declaratie_antwoord->retour_codes = {"9333"};
    bouw::als_325(refused).declaratie_antwoord->totaal_toegekend_bedrag = {model::Money{1}, "D"};
    CHECK(faults(refused).size() == 1);

    auto schema = alles;
    bouw::als_325(schema).declaratie_antwoord->declaratie_nummer = "te lang voor een nummer";
    CHECK_FALSE(faults(schema).empty());
}
