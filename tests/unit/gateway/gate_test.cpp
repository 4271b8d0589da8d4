#include "gateway/http/gate.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <doctest/doctest.h>

#include <string>

using namespace gateway::http;

namespace {

constexpr std::uint64_t max_message = std::uint64_t{26} * 1024 * 1024;

/// The status a head gets; 0 when it may go on.
unsigned judge(std::string const& head) {
    if (auto const refusal = refuse_head(head)) return refusal->status;
    boost::beast::http::request_parser<boost::beast::http::empty_body> parser;
    parser.body_limit(boost::none);
    boost::system::error_code ec;
    parser.put(boost::asio::buffer(head), ec);
    if (!parser.is_header_done()) return 400; // Beast refuses it itself, as the session does then
    auto const toegang = admit(parser.get().base(), max_message);
    return toegang ? 0 : toegang.error().status;
}

std::string get(std::string const& path, std::string const& fields = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

/// A POST of 5 bytes of XML, with `fields` beside the ones it needs.
std::string post(std::string const& fields, std::string const& length = "Content-Length: 5\r\n",
                 std::string const& type = "Content-Type: application/xml\r\n") {
    return "POST /v1/berichten HTTP/1.1\r\nHost: a\r\n" + length + type + fields + "\r\n";
}

} // namespace

TEST_CASE("good requests pass") {
    CHECK(judge(get("/")) == 0);
    CHECK(judge(get("/v1/berichten/12/besluit")) == 0);
    CHECK(judge("HEAD /metrics HTTP/1.0\r\nHost: a:1\r\n\r\n") == 0);
    CHECK(judge(post("")) == 0);
    CHECK(judge(post("", "Transfer-Encoding: chunked\r\n")) == 0);
    CHECK(judge(post("Expect: 100-continue\r\n")) == 0);
    CHECK(judge(post("", "Content-Length: 0\r\n")) == 0);
    CHECK(judge(post("", "Content-Length: 27262976\r\n")) == 0);
}

TEST_CASE("H01, H04, H05: framing has one reading") {
    CHECK(judge(post("Transfer-Encoding: chunked\r\n")) == 400);
    for (auto const* value : {"identity", "xchunked", "foo", "chunked, gzip", "chunked, identity", "gzip, chunked", "chunked;a=b", ""}) {
        INFO(value);
        CHECK(judge(post("", std::string("Transfer-Encoding: ") + value + "\r\n")) == 400);
    }
    CHECK(judge(post("", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) == 400);
    CHECK(judge("POST /v1/berichten HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: text/xml\r\n\r\n") == 400);
}

TEST_CASE("H02, H03: lengths") {
    CHECK(judge(post("", "Content-Length: 5\r\nContent-Length: 5\r\n")) == 400);
    CHECK(judge(post("", "Content-Length: 5, 5\r\n")) == 400);
    CHECK(judge(post("", "Content-Length: 005\r\n")) == 400);
    CHECK(judge(post("", "")) == 400);
    CHECK(judge(post("", "Content-Length: 27262977\r\n")) == 413);
    CHECK(judge(post("", "Content-Length: 18446744073709551614\r\n")) == 413);
}

TEST_CASE("H08, H09: the bytes of the head") {
    CHECK(judge("GET / HTTP/1.1\nHost: a\n\n") == 400);
    CHECK(judge("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n") == 400);
    CHECK(judge(std::string("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 35)) == 400);
    CHECK(judge(get("/", "X: a\x07\r\n")) == 400);
    CHECK(judge(get("/", "X: a\r\n b\r\n")) == 400);
    CHECK(judge(get("/", "X: a\r\n\tb\r\n")) == 400);
}

TEST_CASE("H11: a first line without version") {
    CHECK(judge("GET /\r\n\r\n") == 400);
    CHECK(refuse_head("GET /\r\n")->status == 400);
    CHECK_FALSE(refuse_head("GET / HTTP/1.1\r\nHo"));
}

TEST_CASE("H10, H12, H13, H14: host, method, target, fields") {
    CHECK(judge("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(judge("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") == 400);
    CHECK(judge("GET / HTTP/1.1\r\nHost: a b\r\n\r\n") == 400);
    CHECK(judge("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n") == 405);
    CHECK(judge(std::string(5000, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n") == 405);
    CHECK(judge("DELETE /v1/berichten/1 HTTP/1.1\r\nHost: a\r\n\r\n") == 405);
    CHECK(judge(get("/v1/proef")) == 405);
    CHECK(judge(get("/", "Content-Length: 3\r\n")) == 400);
    CHECK(judge(get("http://a/")) == 400);
    CHECK(judge(get("/../etc/passwd")) == 404);
    CHECK(judge(get("/%2e%2e/etc/passwd")) == 404);
    CHECK(judge(get("/%00")) == 404);
    CHECK(judge(get("*")) == 400);
    std::string many;
    for (int i = 0; i < 1500; ++i) many += "a:b\r\n";
    CHECK(judge(get("/", many)) == 431);
}

TEST_CASE("H21: what the body is") {
    for (auto const* type : {"application/xml", "text/xml", "Application/XML; charset=UTF-8", "text/xml;charset=\"utf-8\""}) {
        INFO(type);
        CHECK(judge(post("", "Content-Length: 5\r\n", std::string("Content-Type: ") + type + "\r\n")) == 0);
    }
    for (auto const* type :
         {"", "application/json", "text/xml; charset=utf-16", "text/xml; charset=utf-8; x=y", "application/xml-dtd", "text/xml;"}) {
        INFO(type);
        CHECK(judge(post("", "Content-Length: 5\r\n", std::string("Content-Type: ") + type + "\r\n")) == 415);
    }
    CHECK(judge(post("", "Content-Length: 5\r\n", "")) == 415);
    CHECK(judge(post("", "Content-Length: 5\r\n", "Content-Type: text/xml\r\nContent-Type: text/xml\r\n")) == 415);
    CHECK(judge(post("Content-Encoding: gzip\r\n")) == 415);
    CHECK(judge(post("Expect: 200-ok\r\n")) == 417);
}

TEST_CASE("a query is for the routes that have one") {
    CHECK(judge(get("/v1/toewijzingen/0344/Wmo/1?op=2026-01-31")) == 0);
    CHECK(judge(get("/v1/werkvoorraad?toestand=open")) == 0);
    CHECK(judge(get("/metrics?x=1")) == 400);
    CHECK(judge(get("/metrics?")) == 400);
    CHECK(judge(get("/v1/niets?x=1")) == 404);
    CHECK(judge(get("/v1/toewijzingen/0344/Wmo/1?op=2026-01-31&op=2026-01-31")) == 400);
    CHECK(judge(get("/v1/toewijzingen/0344/Wmo/1?datum=2026-01-31")) == 400);
}

TEST_CASE("a route of JSON takes JSON, and little of it") {
    auto const decide = [](std::string const& type, std::string const& length) {
        return judge("POST /v1/werkvoorraad/3/besluit HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\nContent-Length: " + length +
                     "\r\n\r\n");
    };
    CHECK(decide("application/json", "65536") == 0);
    CHECK(decide("application/json; charset=utf-8", "2") == 0);
    CHECK(decide("application/json", "65537") == 413);
    CHECK(decide("application/xml", "2") == 415);
    CHECK(judge(get("/v1/werkvoorraad/3/besluit")) == 405);
}

TEST_CASE("a 405 says what is allowed") {
    boost::beast::http::request_header<> header;
    header.version(11);
    header.method_string("PUT");
    header.target("/v1/proef");
    header.set(boost::beast::http::field::host, "a");
    auto const toegang = admit(header, max_message);
    REQUIRE_FALSE(toegang);
    REQUIRE(toegang.error().headers.size() == 1);
    CHECK(toegang.error().headers.front() == std::pair<std::string, std::string>("Allow", "POST"));
}

TEST_CASE("H25: control characters do not get into a header") {
    CHECK(header_safe("application/xml; charset=utf-8"));
    for (auto const* value : {"a\r\nX: y", "a\n", "a\t", "\x7f"}) CHECK_FALSE(header_safe(value));
    CHECK_FALSE(header_safe(std::string_view("a\0b", 3)));
}
