package io.idealstream.model.image.webp;

import java.util.HexFormat;

/** Constants of RFC 6386, two hexadecimal digits each (four for quantizers). */
final class Vp8Tables {
  static final int BANDS = 8;
  static final int CONTEXTS = 3;
  static final int TOKENS = 11;

  /** Probabilities of sub-block modes [mode above x mode to the left x 9]; section 11.5. */
  static final int[] BLOCK_MODES =
      bytes(
          "e7783059737178987098b3407eaa762e465faf458f505552489b67383a0aabdabd110d9890470a26abd5"
              + "90221a721a11a32cc3150aad791850c31a3e2c4055aa2e371388a021ce473f14087272d00c09e251280b"
              + "60b6541d102486b7598962656aa59448bb64829d6f204b504266a7634a3e28ea80293509b2f18d1a086b"
              + "684f0c1bd9ff5711074a2b1a9249a631179d412669a033341f73805744472c72330fba172f290e6eb6b7"
              + "1511c2422d1966c5bd171216585893962a2e2dc4cd2b61b775552623b33d2735c8571a152be8ab382233"
              + "6872661d5d4d6b36201a3301512b1f271c55ab3aa55a6240221674ce17222ba64944196a1640ab24e172"
              + "2213156684bc104c7c3e124e5f5539323033c165239fd76f592e6f3c941facdbe415126f70714d55b3ff"
              + "267872282a01c4f5d10a196d6450082b9a01331a47582b1d8ca6d5252b9a3d3f1e9b432d4401d18e4e4e"
              + "10ff8022c5ab29280566d3b70401dd333211a8d1c01719527d622a58685575af525f543559806471652d"
              + "4b4f7b2f338051ab013911054766393529317315020a66ffa6170626210d7939491a0155290a438a4d6e"
              + "5a2f72651d100a558065c41a39120a6666d522142b75140f24a38044011a8a1f24ab1ba6262ce543573a"
              + "a952731a3bb33f3b5ab43ba65d499a282815748fd12227af392e161880013611252f0f10b722df312db7"
              + "2e1121b706620f20b7412049731c801780cd2803097333c01206df572509733b4d40152f68372cda0936"
              + "3582e2405a46cd2829171a39363970b8052926a6d51e221a8598740a20864b200c33c0ffa02b33271335"
              + "dd1a722049ff1f0941ea020f017649581f2343665537ba553815176f3bcd2d25c03726467c4966012262"
              + "663d472522351ff3c0453c472649771cde25442d8022012f0bf5ab3e1113469255373e464b0f090940ff"
              + "b87710252b259a64a355a0013f095c881c4020c95556061c0540ff19f8013808118489ff3774803a0f14"
              + "5287391a7928a4321f899a851923da33672c83837b1f069e5628408794e02db780161a1183f09a0e01d1"
              + "530c0d36c0ff442f1c2d10155b40de0701c53815279b3c8a1766d5551a555580802092ab120b073f90ab"
              + "0404f6231b0a92aeab0c1a80be502363b4507e362d557e2f57b033291420654b808b769274805538290f"
              + "b0ec5525093e9224131eabff611b14471e117776ff11128a65263c8a37462b1a8e8a2d3d3edb0151bc40"
              + "20291475978e1415a370130c3dc380300418");

  /** Probabilities that a token probability changes [4 x 8 x 3 x 11]; section 13.4. */
  static final int[] TOKEN_UPDATES =
      bytes(
          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffb0f6ffffffffffffff"
              + "ffffdff1fcfffffffffffffffff9fdfdfffffffffffffffffff4fcffffffffffffffffeafefeffffffff"
              + "fffffffffdfffffffffffffffffffffff6feffffffffffffffffeffdfefffffffffffffffffefffeffff"
              + "fffffffffffffff8fefffffffffffffffffbfffefffffffffffffffffffffffffffffffffffffffffdfe"
              + "fffffffffffffffffbfefefffffffffffffffffefffefffffffffffffffffffefdfffefffffffffffffa"
              + "fffefffefffffffffffffeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
              + "ffffffffffffffffffffffffd9ffffffffffffffffffffe1fcf1fdfffffeffffffffeafaf1fafdfffdfe"
              + "fffffffffeffffffffffffffffffdffefeffffffffffffffffeefdfefefffffffffffffffff8feffffff"
              + "fffffffffff9fefffffffffffffffffffffffffffffffffffffffffffdfffffffffffffffffff7feffff"
              + "fffffffffffffffffffffffffffffffffffffffdfefffffffffffffffffcffffffffffffffffffffffff"
              + "fffffffffffffffffffffefefffffffffffffffffdffffffffffffffffffffffffffffffffffffffffff"
              + "fffefdfffffffffffffffffafffffffffffffffffffffeffffffffffffffffffffffffffffffffffffff"
              + "ffffffffffffffffffffffffffffffffffffffffffffffffbafbfaffffffffffffffffeafbf4feffffff"
              + "fffffffffbfbf3fdfefffefffffffffffdfeffffffffffffffffecfdfefffffffffffffffffbfdfdfefe"
              + "fffffffffffffffefefffffffffffffffffefefefffffffffffffffffffffffffffffffffffffffffeff"
              + "fffffffffffffffffefefffffffffffffffffffefffffffffffffffffffffffffffffffffffffffffffe"
              + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
              + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
              + "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8ffffffffff"
              + "fffffffffffafefcfefffffffffffffff8fef9fdfffffffffffffffffdfdfffffffffffffffff6fdfdff"
              + "fffffffffffffffcfefbfefefffffffffffffffefcfffffffffffffffff8fefdfffffffffffffffffdff"
              + "fefefffffffffffffffffbfefffffffffffffffff5fbfefffffffffffffffffdfdfeffffffffffffffff"
              + "fffbfdfffffffffffffffffcfdfefffffffffffffffffffefffffffffffffffffffffcffffffffffffff"
              + "fffff9fffefffffffffffffffffffffefffffffffffffffffffffdfffffffffffffffffaffffffffffff"
              + "fffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffffffffffffffffffffffffff"
              + "ffffffffffff");

  /** Token probabilities before any change [4 x 8 x 3 x 11]; section 13.5. */
  static final int[] TOKENS_AT_FIRST =
      bytes(
          "808080808080808080808080808080808080808080808080808080808080808080fd88feffe4db808080"
              + "8080bd81f2ffe3d5ffdb8080806a7ee3fcd6d1ffff8080800162f8ffece2ffff808080b585eefeddeaff"
              + "9a8080804e86caf7c6b4ffdb80808001b9f9fff3ff8080808080b896f7ffece080808080804d6ed8ffec"
              + "e680808080800165fbfff1ff8080808080aa8bf1fcecd1ffff8080802574c4f3e4ffffff80808001ccfe"
              + "fff5ff8080808080cfa0faffee8080808080806667e7ffd3ab80808080800198fcfff0ff8080808080b1"
              + "87f3ffeae180808080805081d3ffc2e080808080800101ff8080808080808080f601ff80808080808080"
              + "80ff80808080808080808080c623eddfc1bba2a0919b3e832dc6ddacb0dc9dfcdd01442f92d095a7dda2"
              + "ffdf800195f1ffdde0ffff808080b88deafddedcffc78080805163b5f2b0bef9caffff800181e8fdd6c5"
              + "f2c4ffff806379d2fac9c6ffca808080175ba3f2aabbf7d2ffff8001c8f6ffeaff80808080806db2f1ff"
              + "e7f5ffff8080802c82c9fdcdc0ffff8080800184effbdbd1ffa58080805e88e1fbdabeffff8080801664"
              + "aef5baa1ffc780808001b6f9ffe8eb80808080807c8ff1ffe3ea8080808080234db5fbc1d3ffcd808080"
              + "019df7ffece7ffff808080798debffe1e3ffff8080802d63bcfbc3d9ffe08080800101fbffd5ff808080"
              + "8080cb01f8ffff8080808080808901b1ffe0ff8080808080fd09f8fbcfd0ffc0808080af0de0f3c1b9f9"
              + "c6ffff804911abdda1b3eca7ffea80015ff7fdd4b7ffff808080ef5af4fad3d1ffff8080809b4dc3f8bc"
              + "c3ffff8080800118effbdadbffcd808080c933dbffc4ba8080808080452ebeefc9daffe480808001bffb"
              + "ffff808080808080dfa5f9ffd5ff80808080808d7cf8ffff8080808080800110f8ffff808080808080be"
              + "24e6ffecff80808080809501ff808080808080808001e2ff8080808080808080f7c0ff80808080808080"
              + "80f080ff80808080808080800186fcffff808080808080d53efaffff808080808080375dff8080808080"
              + "808080808080808080808080808080808080808080808080808080808080808080808080ca18d5ebbabf"
              + "dca0f0afff7e26b6e8a9b8e4aeffbb803d2e8adb97b2f0aaffd8800170e6fac7bff79fffff80a66de4fc"
              + "d3d7ffae808080274da2e8acb4f5b2ffff800134dcf6c6c7f9dcffff807c4abff3b7c1faddffff801847"
              + "82db9aaaf3b6ffff8001b6e1f9dbf0ffe08080809596e2fcd8cdffab8080801c6caaf2b7c2fedfffff80"
              + "0151e6fccccbffc08080807b66d1f7bcc4ffe9808080145f99f3a4adffcb80808001def8ffd8d5808080"
              + "8080a8aff6fcebcdffff8080802f74d7ffd3d4ffff8080800179ecfdd4d6ffff8080808d54d5fcc9caff"
              + "db8080802a50a0f0a2b9ffcd8080800101ff8080808080808080f401ff8080808080808080ee01ff8080"
              + "808080808080");

  /** Quantizer steps of first coefficients [128]; section 14.1. */
  static final int[] DC_STEPS =
      shorts(
          "000400050006000700080009000a000a000b000c000d000e000f00100011001100120013001400140015"
              + "00150016001600170017001800190019001a001b001c001d001e001f0020002100220023002400250025"
              + "0026002700280029002a002b002c002d002e002e002f0030003100320033003400350036003700380039"
              + "003a003b003c003d003e003f0040004100420043004400450046004700480049004a004b004c004c004d"
              + "004e004f0050005100520053005400550056005700580059005b005d005f006000620064006500660068"
              + "006a006c006e0070007200740076007a007c007e00800082008400860088008a008c008f009100940097"
              + "009a009d");

  /** Quantizer steps of all other coefficients [128]; section 14.1. */
  static final int[] AC_STEPS =
      shorts(
          "000400050006000700080009000a000b000c000d000e000f001000110012001300140015001600170018"
              + "0019001a001b001c001d001e001f0020002100220023002400250026002700280029002a002b002c002d"
              + "002e002f0030003100320033003400350036003700380039003a003c003e00400042004400460048004a"
              + "004c004e00500052005400560058005a005c005e00600062006400660068006a006c006e007000720074"
              + "0077007a007d0080008300860089008c008f009200950098009b009e00a100a400a700aa00ad00b100b5"
              + "00b900bd00c100c500c900cd00d100d500d900dd00e100e500ea00ef00f500f900fe01030108010d0112"
              + "0117011c");

  private Vp8Tables() {}

  private static int[] bytes(String digits) {
    return numbers(digits, 2);
  }

  private static int[] shorts(String digits) {
    return numbers(digits, 4);
  }

  private static int[] numbers(String digits, int width) {
    int[] numbers = new int[digits.length() / width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = HexFormat.fromHexDigits(digits, width * i, width * (i + 1));
    }
    return numbers;
  }
}
