// Package sample generates a believable retailer: a chain of tea and coffee shops in
// China with members, orders and refunds. Demo, bench, tests and screenshots all take
// their data from here, so that a figure on a screenshot can be found in a test.
//
//	g := sample.New(sample.Default(end))
//	world := g.Retailer()              // brands, regions, stores, channels, catalogue
//	for m := range g.Members() { … }   // who joined when, where and how
//	for t := range g.Customers() { … } // one customer's orders and refunds, oldest first
//
// It is a process, not random rows: people have habits, and the rows follow. It uses no
// database, no clock and no map order; seed, end and sizes decide everything. Timelines
// are made when asked for, each from its own stream of randomness, so they come out the
// same in any order. Orders number exactly Config.Orders, of which 40 % have no member.
//
// # The world
//
// Stores stand in sites, a list of places in twelve cities of five regions, under one of
// two brands; the first is the flagship, sells both brands and sends the web shop's
// parcels. Seven of ten stores opened up to five years before the records, the others
// open while they run and draw 60 % more people in the beginning, less each day of six
// weeks. Sizes are log-normal (0.35). Stores among offices open 7–21 and lose 40 % on
// days of rest, the others open 8–22 and win 20 %.
//
// The assortment is in assortment.go: price, cost, popularity, how the weather moves it
// and when it is sold. One article in three becomes dearer once, by 8 % rounded up to a
// yuan, on a first of a month about three fifths through the records; the elasticity is
// −1.2.
//
// # The days
//
// calendar.go multiplies for each day: the weekday (Monday 0.93 … Saturday 1.12), the
// season (± 6 %, best in late July), holidays (from New Year's Eve to the third day of
// 春节 0.62, 国庆 1.10, 五一 1.12) and the luck of the day, shared by all stores
// (log-normal 7 %). The lunar calendar places 春节, 端午 and 中秋; their boxes are on the
// shelf 35, 21 and 40 days before and sell best a quarter of that time ahead. An iced
// drink sells e^0.9 times as well in late July as on a mild day, a hot one in late
// January. The 8th is member day.
//
// The hours follow a rhythm (clocktime.go): workdays have peaks at 8–10, at 12 and at
// 15–17, days of rest start late, deliveries go to desks, the web shop sells at night.
//
// # The members
//
// Of the members 35 % joined in the two years before the records; the others join at the
// pace of the stores' crowds, 25 % more at the end than in the beginning and half as many
// again on member days. Most who join at a till buy in the next minutes. Then:
//
//	appetite       visits per day        gamma, shape 1.5
//	staying        days until they stop  exponential with a mean of 640 days, divided by
//	                                     0.3 + 0.7 × a gamma of shape 1.4, longer with
//	                                     appetite; 16 % only try: mean 12 days; founders
//	                                     stay 1.6 × as long
//	persona        the week              office worker, at leisure, neighbour
//	place          80 % home store, 14 % another one in the city, the rest anywhere
//	channel        72 % the usual one, else any
//	taste          liking of 20 categories, 1 ÷ (1 + 0.6 × an exponential), two favourites
//	               each of tea and coffee × 3; half of the drinks are one of three usual
//	               ones
//	generosity     pieces per basket     log-normal 0.25, a little more with appetite
//	sensitivity    how much discounts decide, gamma with mean 0.32
//	birthday       as much inclination to come as in nine ordinary days
//
// Visits are a Poisson process whose clock runs by appetite × the weights of the days,
// × 2.05 on member days. One number for all, the tempo, is found by bisection so that the
// total comes out (tempo.go). The mixture of rates and lifetimes gives what retailers see:
// many who came once, a top per cent with about a tenth of members' sales, groups that
// can be cut into tiers (TierSpend), member days with half more sales than their weekday.
//
// The others, 40 % of orders, come by the stores' crowds. As the programme grows they
// become fewer: 1.15 in the beginning, 0.70 at the end.
//
// # The orders
//
// A basket starts with drinks (0.34 × generosity for one more each time, office rounds of
// 4–10 cups), then bakery, snacks, leaves, cups and gifts by chance and season. A till
// tries the promotions of promotion.go in turn and grants one. Amounts are fen; a
// discount on the whole basket is split by largest remainder. Deliveries carry a fee
// line. References are the store, the day and the running number of both.
//
// About 2.5 % of orders have a refund, three quarters of them in part, some minutes to
// nine days later; a few have a second one. Of q pieces of a line ⌊paid × q ÷ quantity⌋
// has been given back in all. A refund that would fall behind the end is not there yet.
//
// # What to beware of
//
// Phones are well-formed numbers of real ranges and may belong to somebody: never
// connect a demo to a carrier. Mail domains are the reserved example domains.
// A change of any draw changes the data: the golden test then fails on purpose, and
// screenshots and figures that quote the sample have to be made again.
package sample
