#include "gateway/audit/uittreksel.hpp"
#include "tests/contract/berichten.hpp"

#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

using namespace gateway::audit;
using namespace support;

namespace {

constexpr std::string_view eigen = "999900018";
constexpr std::string_view ander = "999900006";

/// Two clients, the second one ours.
model::Message twee_clienten() {
    model::Bericht323 bericht;
    bericht.header = header(aanbieder, gemeente, "D1");
    for (auto const& [bsn, toewijzing, referentie] :
         {std::tuple{ander, 11, "R-ANDER"}, std::tuple{eigen, 12, "R-EIGEN"}, std::tuple{ander, 12, "R-FOUT"}}) {
        auto& client = bericht.declaratie.clienten.emplace_back();
        client.bsn = bsn;
        auto& prestatie = client.prestaties.emplace_back();
        prestatie.product_referentie.referentie_nummer = referentie;
        prestatie.toewijzing_nummer = model::Getal{toewijzing};
        prestatie.product_code = "02A03";
    }
    return {{model::Domein::wmo, 323}, std::move(bericht), "D1"};
}

std::string text(boost::json::object const& o) { return boost::json::serialize(o); }

} // namespace

TEST_CASE("whose a toewijzing is, and who is in a message") {
    auto const toewijzing = toewijzingsbericht("T1", eigen, {{.nummer = 12}});
    CHECK(client_van(toewijzing, 12) == std::string(eigen));
    CHECK_FALSE(client_van(toewijzing, 13).has_value());
    CHECK(clienten(toewijzing).size() == 1);
    auto const declaratie = twee_clienten();
    CHECK(clienten(declaratie).size() == 2);
    CHECK(client_van(declaratie, 11) == std::string(ander));
    model::Message const zonder{{model::Domein::wmo, 319}, model::Bericht319{}, "A1"};
    CHECK(clienten(zonder).empty());
}

TEST_CASE("an extract has the lines of one client, whatever toewijzing others named, and no totals") {
    auto const uit = text(uittreksel(twee_clienten(), eigen));
    CHECK(uit.find("R-EIGEN") != std::string::npos);
    CHECK(uit.find("Client[2]") != std::string::npos);
    for (auto const* word : {"R-ANDER", "R-FOUT", "999900006", "otaalIngediend", "Client[1]", "Client[3]"})
        CHECK(uit.find(word) == std::string::npos);
    CHECK(text(uittreksel(twee_clienten(), "000000000")).find("R-") == std::string::npos);
}

TEST_CASE("a decision record keeps what is about one client, and of the whole message the rule alone") {
    constexpr std::string_view besluit = R"({"id":4,"uitkomst":"deels","totaal":{"ingediend":123456},"bevindingen":[
        {"regel":"TR1","plaats":"/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]","waarde":"geheim-1"},
        {"regel":"TR2","plaats":"/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]","waarde":"eigen"},
        {"regel":"TR3","plaats":"/Bericht/Declaratie/Clienten/Client[22]","waarde":"geheim-2"},
        {"regel":"TR4","plaats":"/Bericht/Declaratie","waarde":"geheim-3","melding":"geheim-4","gevolg":"afkeuren"}]})";
    auto const uit = besluit_uittreksel(besluit, twee_clienten(), eigen);
    REQUIRE(uit.has_value());
    auto const shown = text(*uit);
    for (auto const* word : {"TR2", "eigen", "TR4", "deels"}) CHECK(shown.find(word) != std::string::npos);
    for (auto const* word : {"TR1", "TR3", "geheim", "123456"}) CHECK(shown.find(word) == std::string::npos);
    CHECK_FALSE(besluit_uittreksel("geen json", twee_clienten(), eigen).has_value());
    CHECK_FALSE(besluit_uittreksel("{}", twee_clienten(), eigen).has_value());
}
